import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that a test can cut, as a broken network or a restart of the server would. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private frozen = false;
  port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  static async to(target: { host: string; port: number }): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await proxy.open();
    return proxy;
  }

  /** Lets connections through, on the same port as before. */
  async open(): Promise<void> {
    const server = createServer((client) => this.pipe(client));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as { port: number }).port;
  }

  /** Breaks what is connected; new connections are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Passes nothing on any more, and closes nothing: a machine that hangs. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** Breaks what is connected and refuses what comes. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => {
      if (server) server.close(() => resolve());
      else resolve();
    });
    this.cut();
    await closed;
  }

  private pipe(client: Socket): void {
    const upstream = connect(this.target.port, this.target.host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(from);
      if (this.frozen) from.pause();
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
