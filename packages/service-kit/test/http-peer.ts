import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (request: SeenRequest, response: ServerResponse) => unknown;

/** A real HTTP server that answers what the test says and remembers what it was asked. */
export class HttpPeer {
  readonly seen: SeenRequest[] = [];
  answer: Answer = (_request, response) => json(response, 200, {});
  private server?: Server;
  private boundPort = 0;

  static async start(): Promise<HttpPeer> {
    const peer = new HttpPeer();
    await peer.start();
    return peer;
  }

  /** The same address after each `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
        this.seen.push(seen);
        this.answer(seen, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.boundPort, '127.0.0.1', resolve));
    this.boundPort = (server.address() as { port: number }).port;
    this.server = server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.boundPort}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
