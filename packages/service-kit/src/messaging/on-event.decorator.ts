import type { EventType } from '@hybrid-fleet/contracts';
import { applyDecorators, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';

/** Nest's own filter would replace the error by "Internal server error"; whoever reads a dead letter needs the real one. */
@Catch()
class KeepEventError implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Handles events of these types: a method `(event: ReceivedEvent<EventData<T>>) => Promise<void>` of a controller. It runs
 * in the transaction that also remembers the message, only for a version newer than any applied before; throwing rolls
 * all of it back and has it tried again.
 */
export function OnEvent(...types: [EventType, ...EventType[]]): MethodDecorator {
  return applyDecorators(EventPattern(types), UseFilters(new KeepEventError()));
}
