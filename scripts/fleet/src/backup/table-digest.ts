import { createHash } from 'node:crypto';
import type { SqlValue } from './sql-values.js';

export interface TableState {
  rows: number;
  /** 64 hexadecimal digits that say the same for the same rows, in whatever order and from whichever kind of server. */
  checksum: string;
}

const LANES = 8;

/**
 * Counts rows and sums their SHA-256, so that the order in which a server gives them makes no difference and memory
 * stays constant. It finds accidents (a lost, doubled or changed row), not a forger.
 */
export class TableDigest {
  private rows = 0;
  private readonly sums = new Uint32Array(LANES);

  /** `json` says which columns hold JSON: MySQL writes those anew, MariaDB keeps their text. */
  add(values: readonly SqlValue[], json: readonly boolean[]): void {
    const row = values
      .map((value, column) => {
        if (value === null) return 'N';
        const text = json[column] ? canonicalJson(value) : value;
        return `${text.length}:${text}`;
      })
      .join('');
    const hash = createHash('sha256').update(row, 'latin1').digest();
    for (let lane = 0; lane < LANES; lane++) {
      this.sums[lane] = ((this.sums[lane] as number) + hash.readUInt32BE(lane * 4)) >>> 0;
    }
    this.rows += 1;
  }

  get state(): TableState {
    return { rows: this.rows, checksum: [...this.sums].map((sum) => sum.toString(16).padStart(8, '0')).join('') };
  }
}

/** The same text for the same value: keys sorted, no spaces, numbers as JavaScript writes them. Bytes in, bytes out. */
function canonicalJson(bytes: string): string {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes, 'latin1').toString('utf8'));
  } catch {
    return bytes; // whatever it is, it is compared as it stands
  }
  return Buffer.from(JSON.stringify(sorted(value)), 'utf8').toString('latin1');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** What of `found` is not as `expected`, a line each; empty when all tables have the same rows. */
export function differences(expected: Record<string, TableState>, found: Record<string, TableState>): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.flatMap((name) => {
    const [wanted, got] = [expected[name], found[name]];
    if (!wanted) return [`${name}: not in the backup`];
    if (!got) return [`${name}: missing`];
    if (wanted.rows !== got.rows) return [`${name}: ${got.rows} rows instead of ${wanted.rows}`];
    return wanted.checksum === got.checksum ? [] : [`${name}: ${got.rows} rows, but not the same ones`];
  });
}
