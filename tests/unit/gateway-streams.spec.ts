import { readFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { proxy } from '../../react-admin/gateway/src/proxy.js';

const table = JSON.parse(readFileSync(join(__dirname, '../../react-admin/gateway/routes.json'), 'utf8'));

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('the native gateway, in front of an export', () => {
  let gateway: FastifyInstance;
  let service: Server;
  let exporting: ServerResponse;

  beforeAll(async () => {
    service = createServer((_request, response) => {
      exporting = response;
      response.writeHead(200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="customers-2026-11-25.csv"',
        'x-accel-buffering': 'no',
      });
      response.write('id\r\n');
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const addresses = { 'customer-service': `http://127.0.0.1:${portOf(service)}` };
    gateway = Fastify();
    await proxy(gateway, table, addresses);
    await gateway.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway?.close();
    service?.close();
  });

  const open = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port: portOf(gateway.server), path: '/api/v1/customers/export' }, resolve).on('error', reject);
    });
  const textOf = async (answer: IncomingMessage) => {
    let text = '';
    for await (const chunk of answer) text += chunk;
    return text;
  };

  it('passes on each part as it comes', async () => {
    const answer = await open();
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="customers-2026-11-25.csv"',
    });
    expect(answer.headers['x-accel-buffering']).toBeUndefined();
    const first = await new Promise((resolve) => answer.once('data', (chunk) => resolve(String(chunk))));
    expect(first).toBe('id\r\n');
    exporting.end('1\r\n');
    expect(await textOf(answer)).toBe('1\r\n');
    expect(answer.complete).toBe(true);
  });

  it('breaks off when the service does', async () => {
    const answer = await open();
    exporting.destroy();
    await expect(textOf(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(answer.complete).toBe(false);
  });

  it('tells the service when the client has gone', async () => {
    const answer = await open();
    const closed = new Promise((resolve) => exporting.once('close', () => resolve(exporting.writableFinished)));
    answer.destroy();
    expect(await closed).toBe(false);
  });
});
