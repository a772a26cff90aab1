import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';

export interface ListeningSocket {
  port: number;
  inode: string;
}

/** The listening sockets in the text of /proc/net/tcp or /proc/net/tcp6. */
export function parseListening(table: string): ListeningSocket[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN)
    .map((fields) => ({ port: Number.parseInt(fields[1]?.split(':').at(-1) ?? '', 16), inode: fields[9] ?? '' }));
}

export interface PortHolder {
  port: number;
  /** Missing when the process belongs to another user, or to none that is visible here. */
  pid?: number;
  command?: string;
}

function listening(): ListeningSocket[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return parseListening(readFileSync(file, 'utf8'));
    } catch {
      return [];
    }
  });
}

/** Which of `ports` somebody listens on already, and who. */
export function holders(ports: number[]): PortHolder[] {
  const sockets = new Map(listening().map(({ port, inode }) => [port, inode]));
  const taken = ports.filter((port) => sockets.has(port));
  if (taken.length === 0) return [];
  const owners = socketOwners(new Set(taken.map((port) => sockets.get(port) as string)));
  return taken.map((port) => {
    const pid = owners.get(sockets.get(port) as string);
    return pid === undefined ? { port } : { port, pid, command: commandOf(pid) };
  });
}

function socketOwners(inodes: Set<string>): Map<string, number> {
  const owners = new Map<string, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const link of links(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode && inodes.has(inode) && !owners.has(inode)) owners.set(inode, Number(pid));
    }
  }
  return owners;
}

function links(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      try {
        return [readlinkSync(`${folder}/${name}`)];
      } catch {
        return []; // closed meanwhile
      }
    });
  } catch {
    return []; // another user's process, or gone
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim().slice(0, 120);
  } catch {
    return 'gone meanwhile';
  }
}

/** The smallest offset, in steps of 100, with which none of `ports` is taken. */
export function freeOffset(ports: number[], from: number, taken: Set<number> = listeningPorts()): number | undefined {
  const highest = Math.max(...ports);
  for (let offset = from; highest + offset <= 65_535; offset += 100) {
    if (ports.every((port) => !taken.has(port + offset))) return offset;
  }
  return undefined;
}

export function listeningPorts(): Set<number> {
  return new Set(listening().map(({ port }) => port));
}
