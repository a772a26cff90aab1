import type { AmqpConnectionManager } from 'amqp-connection-manager';

/** How often a lost connection is tried again; a restarted broker is found within seconds. */
export const RECONNECT_SECONDS = 1;

/** Of the socket; `timeout` (ms) ends once the broker has answered the handshake, and without it a hanging one is waited for. */
export const SOCKET_OPTIONS = { timeout: 5000, noDelay: true, keepAlive: true };

/**
 * Ends the connection as a broken network would, so that the manager connects anew and opens new channels: it does not
 * reopen a channel that closes while its connection lives. Not the manager's own `reconnect`, which waits for an answer
 * of the broker: called while the broker is going away it waits for ever and the connection never comes back.
 */
export function dropConnection(manager: AmqpConnectionManager | null | undefined, reason: string): void {
  const connection = manager?.connection;
  // A channel is told of its end before its connection is: when that is what happens, there is nothing left to drop.
  if (connection) setImmediate(() => streamOf(connection)?.destroy(new Error(reason)));
}

function streamOf(connection: object): { destroy(error: Error): void } | undefined {
  return (connection as { connection?: { stream?: { destroy(error: Error): void } } }).connection?.stream;
}
