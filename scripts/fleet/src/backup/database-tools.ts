import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { surroundings } from '../daemon.js';
import { Compose } from '../docker/compose.js';
import { type Environment, required } from '../environment.js';
import type { Fleet } from '../fleet.js';
import { type Database, schemaName } from './databases.js';

const ERROR_TEXT = 1000;

/**
 * One snapshot without locking anybody, rows as they are read, nothing that only root may ask for. UTC and utf8mb4
 * whatever the client was built with. The last of its comments says that the dump is complete.
 */
const DUMP_OPTIONS = [
  '--single-transaction',
  '--quick',
  '--skip-lock-tables',
  '--no-tablespaces',
  '--comments',
  '--skip-dump-date',
  '--hex-blob',
  '--tz-utc',
  '--default-character-set=utf8mb4',
];
/** MySQL's only. Masking policies are the server's, and there are none; older tools do not know of them. */
const MYSQL_OPTIONS = ['--set-gtid-purged=OFF', '--loose-skip-masking-policies'];
/** The password is the first line of its input: on the command line every process of the machine could read it. */
const WITH_PASSWORD = 'IFS= read -r MYSQL_PWD; export MYSQL_PWD; exec "$@"';

/** What is needed of `docker compose config`. */
type Services = Record<
  string,
  { environment?: Environment; networks?: Record<string, { aliases?: string[] } | null> | null }
>;

/** A running client; `ended` rejects with what it said when it did not end well. */
export interface Client {
  input: Writable;
  output: Readable;
  ended: Promise<void>;
}

/** The server's own dump tool and client: of this machine, or those in the database's container. */
export class DatabaseTools {
  private readonly compose: Compose | undefined;
  private services: Services | undefined;

  constructor(private readonly fleet: Fleet) {
    if (fleet.mode === 'docker') this.compose = new Compose(fleet);
    else if (spawnSync('mariadb-dump', ['--version'], { stdio: 'ignore' }).status !== 0)
      throw new Error('mariadb-dump is missing: install the package mariadb-client');
  }

  /** Writes a schema's tables, without `except` or only `only`, to its output. */
  dump(database: Database, tables: { except: string } | { only: string }, signal: AbortSignal): Client {
    const schema = schemaName(this.fleet.env, database);
    const own = this.compose ? ['mysqldump', ...MYSQL_OPTIONS] : ['mariadb-dump'];
    const chosen = 'only' in tables ? [schema, tables.only] : [`--ignore-table=${schema}.${tables.except}`, schema];
    const client = this.run(database, own, [...DUMP_OPTIONS, ...chosen], signal);
    client.input.end();
    return client;
  }

  /** Runs the SQL that is written to its input. */
  load(database: Database, signal: AbortSignal): Client {
    const schema = schemaName(this.fleet.env, database);
    const own = this.compose ? ['mysql'] : ['mariadb'];
    const client = this.run(database, own, ['--batch', '--default-character-set=utf8mb4', schema], signal);
    client.output.resume();
    return client;
  }

  private run(database: Database, [program, ...own]: string[], args: string[], signal: AbortSignal): Client {
    const { env } = this.fleet;
    const account = [
      '--protocol=tcp',
      '--host=127.0.0.1',
      `--port=${this.compose ? 3306 : required(env, `${database.prefix}_PORT`)}`,
      `--user=${required(env, `${database.prefix}_MIGRATOR_USER`)}`,
    ];
    const command = ['sh', '-c', WITH_PASSWORD, 'sh', program as string, '--no-defaults', ...account, ...own, ...args];
    const child = this.compose
      ? this.compose.piped(['exec', '-T', this.container(this.compose, database), ...command], signal)
      : spawn(command[0] as string, command.slice(1), { env: surroundings(), stdio: 'pipe', signal });
    return client(child, program as string, required(env, `${database.prefix}_MIGRATOR_PASSWORD`));
  }

  /** The part of the compose file that the migrate step finds under the database's host name. */
  private container(compose: Compose, { prefix, migratedBy }: Database): string {
    this.services ??= (JSON.parse(compose.read(['config', '--format', 'json'])) as { services: Services }).services;
    const host = this.services[`${migratedBy}-migrate`]?.environment?.[`${prefix}_HOST`];
    const found = Object.entries(this.services).find(
      ([name, { networks }]) =>
        name === host || Object.values(networks ?? {}).some((network) => network?.aliases?.includes(host ?? '')),
    );
    if (!found)
      throw new Error(`no service of the compose files is the ${prefix}_HOST of ${migratedBy}-migrate (${host})`);
    return found[0];
  }
}

function client(child: ChildProcess, program: string, password: string): Client {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error(`${program} has no pipes`);
  let said = '';
  stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-ERROR_TEXT);
  });
  // A client that ended early says why by its exit code.
  stdin.on('error', () => {});
  stdin.write(`${password}\n`);
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`${program} ended with ${code ?? 'a signal'}: ${said.trim() || 'without a word'}`));
    });
  });
  // Whoever waits for it hears of it; until then it is no unhandled rejection.
  ended.catch(() => {});
  return { input: stdin, output: stdout, ended };
}
