import type { FastifyReply } from 'fastify';

/** The gateway's own refusals, in the form of the services'. */
export function sendProblem(reply: FastifyReply, status: number, title: string, code: string): FastifyReply {
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, code, detail: `${title}.` }));
}

export const noSuchAddress = (reply: FastifyReply) => sendProblem(reply, 404, 'No such address', 'not_found');

export const unavailable = (reply: FastifyReply) =>
  sendProblem(reply.header('retry-after', '2'), 503, 'The service does not answer', 'service_unavailable');
