import { applyDecorators, Header, HttpCode } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

/** A route that answers a CSV file. */
export function AnswersCsv(): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    Header('cache-control', 'no-store'),
    // nginx would otherwise take the whole file to its disk, and the service never learn that the client went away.
    Header('x-accel-buffering', 'no'),
    ApiProduces('text/csv'),
    ApiResponse({
      status: 200,
      description:
        'A CSV file (RFC 4180, UTF-8 with a byte order mark) of everything that matches, as it is sent. An answer that ' +
        'breaks off is not the whole file.',
      schema: { type: 'string' },
    }),
  );
}
