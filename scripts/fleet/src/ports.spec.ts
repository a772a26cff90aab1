import { createServer } from 'node:net';
import { freeOffset, holders, parseListening } from './ports.js';

describe('parseListening', () => {
  it('finds the port and the inode of listening sockets only', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 46731 1 0000000000000000 100 0 0 10 0
   1: 0100007F:0CEA 0100007F:D2F4 01 00000000:00000000 00:00000000 00000000  1000        0 46999 1 0000000000000000 20 4 30 10 -1
   2: 00000000000000000000000001000000:18EB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 77 1 0 100 0 0 10 0
`;
    expect(parseListening(table)).toEqual([
      { port: 3306, inode: '46731' },
      { port: 6379, inode: '77' },
    ]);
  });
});

describe('holders', () => {
  it('names the process that listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as { port: number }).port;
    try {
      const [holder] = holders([port]);
      expect(holder).toMatchObject({ port, pid: process.pid });
      expect(holder?.command).toContain('node');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect(holders([port])).toEqual([]);
  });
});

describe('freeOffset', () => {
  it('skips offsets with which a single port is taken', () => {
    expect(freeOffset([3001, 3306], 0, new Set([3001, 3406]))).toBe(200);
  });

  it('answers undefined when no offset is left', () => {
    expect(freeOffset([65_500], 0, new Set([65_500]))).toBeUndefined();
  });
});
