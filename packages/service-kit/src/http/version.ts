import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { badField } from '../errors/problem.js';

/**
 * The version an edit is based on: `version` in the body or the header `If-Match: "3"`. Without it the edit is refused,
 * because it could overwrite what its sender never saw.
 */
export const BasedOnVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const inBody = (request.body as { version?: unknown } | undefined)?.version;
  const header = request.headers['if-match']?.match(/^(?:W\/)?"?(\d{1,10})"?$/)?.[1];
  const version = inBody ?? (header === undefined ? undefined : Number(header));
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw badField('version', 'must be the version that you read: a positive whole number in the body, or If-Match');
  }
  return version;
});
