import type { FastifyReply } from 'fastify';

/** The gateway's own refusals, in the form of the services'. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  code: string,
  more: Record<string, string> = {},
): FastifyReply {
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, code, detail: `${title}.`, ...more }));
}

export const noSuchAddress = (reply: FastifyReply) => sendProblem(reply, 404, 'No such address', 'not_found');

/** Says which service it is that nothing was heard of. */
export const unavailable = (reply: FastifyReply, service: string) =>
  sendProblem(reply.header('retry-after', '2'), 503, `${service} does not answer`, 'service_unavailable', { service });
