import { type ChildProcess, spawn } from 'node:child_process';
import { EVENT_CONSUMERS } from '@hybrid-fleet/contracts';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { Compose } from '../docker/compose.js';
import { ending } from '../ending.js';
import { required } from '../environment.js';
import type { Fleet } from '../fleet.js';
import { rabbitmqControl } from '../servers/rabbitmq.control.js';

const CONTROL_MS = 60_000;
/** Readable for the account that the tool may change to; there is no secret in it. */
const WITH_FILE = 'f=$(mktemp) && trap "rm -f $f" EXIT && cat >"$f" && chmod 644 "$f" && "$@" "$f"';
const KINDS = ['exchanges', 'queues', 'bindings', 'policies'] as const;
type Item = Record<string, unknown> & { vhost: string };
export type BrokerDefinitions = Record<(typeof KINDS)[number], Item[]>;

/**
 * Exchanges, queues, bindings and policies of the fleet's virtual host. Without users: their password hashes are secrets,
 * and a restored broker has those of its own .env.
 */
export async function exportDefinitions(fleet: Fleet): Promise<BrokerDefinitions> {
  await checkBroker(fleet);
  const all = JSON.parse(await control(fleet, ['export_definitions', '-', '--format', 'json'])) as Record<
    string,
    Item[]
  >;
  const vhost = required(fleet.env, 'RABBITMQ_VHOST');
  const ours = (kind: string) => (all[kind] ?? []).filter((item) => item.vhost === vhost);
  return Object.fromEntries(KINDS.map((kind) => [kind, ours(kind)])) as BrokerDefinitions;
}

/** Adds what is missing; what is there stays. The fleet's virtual host may have another name than that of the backup. */
export async function importDefinitions(fleet: Fleet, definitions: BrokerDefinitions): Promise<void> {
  const vhost = required(fleet.env, 'RABBITMQ_VHOST');
  const moved = Object.fromEntries(
    KINDS.map((kind) => [kind, (definitions[kind] ?? []).map((item) => ({ ...item, vhost }))]),
  );
  await control(fleet, ['import_definitions', '--format', 'json'], JSON.stringify(moved));
}

/** Empties the queues of events, and answers how many messages there were. Call it while nothing publishes. */
export function purgeEventQueues(fleet: Fleet): Promise<number> {
  return withBroker(fleet, async (connection) => {
    let purged = 0;
    for (const service of EVENT_CONSUMERS) purged += await purge(await connection.createChannel(), `${service}.events`);
    return purged;
  });
}

/** Throws when the broker does not let us in. */
export function checkBroker(fleet: Fleet): Promise<void> {
  return withBroker(fleet, async () => undefined);
}

async function withBroker<T>({ env }: Fleet, work: (connection: ChannelModel) => Promise<T>): Promise<T> {
  const account = {
    hostname: '127.0.0.1',
    port: Number(required(env, 'RABBITMQ_PORT')),
    username: required(env, 'RABBITMQ_USER'),
    password: required(env, 'RABBITMQ_PASSWORD'),
    vhost: required(env, 'RABBITMQ_VHOST'),
  };
  const connection = await connect(account, { timeout: 10_000 }).catch((error: Error) => {
    throw new Error(`RabbitMQ does not let us in (${error.message}): scripts/setup/hybrid-status.sh shows how it is`);
  });
  connection.on('error', () => {});
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Each on a channel of its own: the broker closes the one that asks for a queue that is not there. */
async function purge(channel: Channel, queue: string): Promise<number> {
  channel.on('error', () => {});
  try {
    await channel.checkQueue(queue);
  } catch (error) {
    if ((error as { code?: number }).code === 404) return 0;
    throw error;
  }
  const { messageCount } = await channel.purgeQueue(queue);
  await channel.close();
  return messageCount;
}

/** Runs rabbitmqctl against the fleet's broker and answers what it says. */
async function control(fleet: Fleet, args: string[], input?: string): Promise<string> {
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(CONTROL_MS)]);
  const child = startControl(fleet, ['--silent', ...args], input !== undefined, signal);
  let said = '';
  let complained = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => resolve(ended ?? 1));
  });
  if (code !== 0) throw new Error(`rabbitmqctl ${args[0]}: ${(complained || said).trim().split('\n')[0]}`);
  return said;
}

/** `withFile`: its input in a temporary file, named last; newer versions of the tool cannot read it themselves. */
function startControl(fleet: Fleet, args: string[], withFile: boolean, signal: AbortSignal): ChildProcess {
  const shell = ['-c', withFile ? WITH_FILE : 'exec "$@"', 'sh'];
  if (fleet.mode === 'docker')
    return new Compose(fleet).piped(['exec', '-T', 'shared-rabbitmq', 'sh', ...shell, 'rabbitmqctl', ...args], signal);
  const { command, env } = rabbitmqControl(fleet);
  return spawn('sh', [...shell, command, ...args], { env, stdio: 'pipe', signal });
}
