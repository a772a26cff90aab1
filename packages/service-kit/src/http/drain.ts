import type { IncomingMessage } from 'node:http';

const LONGEST_MS = 5000;
const MOST_BYTES = 64 * 1_048_576;

/**
 * Resolves when the rest of a refused body has been read and thrown away. Answering while the client is still sending
 * makes it see a broken pipe instead of the answer. Who sends for too long, or too much, is answered all the same.
 */
export function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) done();
    };
    const timer = setTimeout(done, LONGEST_MS);
    function done(): void {
      clearTimeout(timer);
      request.off('data', count).off('end', done).off('close', done).off('error', done);
      resolve();
    }
    if (request.readableEnded || request.destroyed) return done();
    request.on('data', count).on('end', done).on('close', done).on('error', done);
    request.resume();
  });
}
