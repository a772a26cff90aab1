import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isDatabaseDown, isTransient } from '../database/database.errors.js';
import { drain } from '../http/drain.js';
import { requestContext } from '../http/request-context.js';
import { Problem, unavailable } from './problem.js';

const CODES: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

/** Refusals of the framework itself: no route, no JSON, too large. */
function refused(status: number, message: string): Problem {
  if (status === 400 && /valid JSON|in JSON|JSON at/.test(message)) {
    return new Problem({ status, code: 'invalid_json', detail: 'The body is not valid JSON.' });
  }
  if (status === 413) return new Problem({ status, code: 'body_too_large', detail: 'The body is larger than 1 MB.' });
  const code = CODES[status] ?? (status < 500 ? 'bad_request' : 'internal_error');
  return new Problem({ status, code, detail: message });
}

/** Turns anything that was thrown into a problem that a stranger may read. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseDown(error))
    return unavailable('database_unavailable', 'The database does not answer. Try again shortly.');
  if (isTransient(error)) return unavailable('database_busy', 'The record is busy. Try again shortly.', 1);
  if (error instanceof HttpException) return refused(error.getStatus(), error.message);
  const { statusCode, message } = (error ?? {}) as { statusCode?: number; message?: string };
  if (statusCode && statusCode >= 400 && statusCode < 500) return refused(statusCode, message ?? '');
  return new Problem({
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on our side. Report the requestId and it can be found in the logs.',
  });
}

/** Answers with the problem. Also for what fails before there is a route, such as a URL that is none. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  void reply
    .status(problem.getStatus())
    .headers({ ...problem.headers, 'cache-control': 'no-store', 'x-request-id': requestId })
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problem.toBody(requestId));
}

/** The exit of every error behind a route: logged once when it is our fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.getStatus() >= 500) this.logger.error({ err: error, code: problem.code }, problem.detail);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const requestId = String(reply.getHeader('x-request-id') ?? requestContext().requestId);
    const send = () => sendProblem(reply, problem, requestId);
    if (problem.getStatus() === 413) void drain(reply.request.raw).then(send);
    else send();
  }
}
