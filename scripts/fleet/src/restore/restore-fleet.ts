import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrokerDefinitions, importDefinitions, purgeEventQueues } from '../backup/broker.js';
import { DatabaseTools } from '../backup/database-tools.js';
import { type Database, withDatabase } from '../backup/databases.js';
import type { Manifest, SchemaEntry } from '../backup/manifest.js';
import { counted } from '../backup/sizes.js';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import { runServiceCommand } from '../service-command.js';
import { hasEntry, SERVICES } from '../services.js';
import { emptyCaches } from './caches.js';
import { type Contents, raiseNextId } from './contents.js';
import { mendReferences } from './references.js';
import { SchemaRestore } from './restore-schema.js';
import { startServices, stopServices } from './services.js';
import { endAllSignIns } from './sign-in-again.js';

const AGAIN =
  'The services are stopped and a schema is unfinished, so that nothing serves from it: run this again with --overwrite.';
const START =
  'The data are restored. Start the services with scripts/setup/hybrid-setup.sh, then run scripts/ops/reconcile.sh.';
const RECONCILE =
  'The data are restored and the services run. Run scripts/ops/reconcile.sh, so that all of them know the same.';

/** One run of a restore. Its order is what makes it safe to be killed at any point. */
export class Restore {
  /** What to do when the run ends here. */
  advice: string | undefined;

  constructor(
    private readonly fleet: Fleet,
    private readonly folder: string,
    private readonly manifest: Manifest,
    private readonly chosen: { entry: SchemaEntry; database: Database }[],
    private readonly present: ReadonlyMap<Database, Contents>,
  ) {}

  async run(): Promise<void> {
    const { fleet } = this;
    const tools = new DatabaseTools(fleet);
    const schemas = this.chosen.map(({ entry, database }) => new SchemaRestore(fleet, tools, database, entry));
    this.advice = 'The services may be stopped: scripts/setup/hybrid-setup.sh starts them.';
    await stopServices(fleet);
    this.advice = AGAIN;
    for (const schema of schemas) {
      await schema.load(this.folder);
      await schema.verify();
    }
    await this.mend();
    await this.forgetTheFuture();
    // Only now is any of the schemas whole to a service.
    for (const schema of schemas) await schema.finish();
    this.advice = START;
    await startServices(fleet);
    this.advice = RECONCILE;
    await reconcileAll(fleet);
    this.advice = undefined;
    say('restored: the services run');
  }

  /** The restored schemas, the others, and the people who were signed in. */
  private async mend(): Promise<void> {
    const { env } = this.fleet;
    for (const { entry, database } of this.chosen) {
      const given = [...(this.present.get(database)?.nextIds ?? [])].filter(([table]) => table in entry.tables);
      await withDatabase(env, database, async (connection) => {
        for (const [table, next] of given) await raiseNextId(connection, table, next);
      });
    }
    const prefixes = new Set(this.chosen.map(({ database }) => database.prefix));
    await mendReferences(env, prefixes);
    if (prefixes.has('SHARED_DB')) await endAllSignIns(env);
  }

  /** Messages under way tell of what has not happened now, and caches remember it. */
  private async forgetTheFuture(): Promise<void> {
    const { broker } = this.manifest;
    if (broker) {
      const text = readFileSync(join(this.folder, broker.file), 'utf8');
      await importDefinitions(this.fleet, JSON.parse(text) as BrokerDefinitions).catch((error: Error) =>
        say(`warning: ${error.message}. The services declare what they need; policies have to be set by hand.`),
      );
    }
    const messages = await purgeEventQueues(this.fleet);
    const keys = await emptyCaches(this.fleet);
    say(`emptied the queues (${counted(messages, 'event')}) and the caches (${counted(keys, 'key')})`);
  }
}

/** Everybody says again how their records are: whatever a consumer lacks or holds too much of comes right. */
async function reconcileAll(fleet: Fleet): Promise<void> {
  for (const service of SERVICES.filter((name) => hasEntry(name, 'reconcile'))) {
    const code = await runServiceCommand(fleet, service, 'reconcile');
    if (code !== 0) throw new Error(`${service} could not say the state of its records again`);
  }
}
