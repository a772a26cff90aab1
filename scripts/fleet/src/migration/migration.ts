import type { ImportContext } from '@hybrid-fleet/contracts';
import { UsageError } from '../cli.js';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import { contentOf, leftBehind, type OpenContent } from './content.js';
import { doubt, gatherEvidence } from './evidence.js';
import { Findings } from './findings.js';
import { earlierRun, finish, note, type Run } from './finish.js';
import { inTheWay, lookBefore, type Targets } from './fresh.js';
import { importTables } from './import-tables.js';
import { load, loadRoles } from './load.js';
import type { Options } from './options.js';
import { fingerprint, makePlan, type Plan, reading } from './plan.js';
import { findReferences, linkCustomers, type References, rewriteReferences } from './references.js';
import { runningServices, stopServices } from './runtime.js';
import { fateOf, removeSeedProfile, type SeedFate, settleSeed } from './seed.js';
import { moveActors } from './seed-history.js';
import { Source } from './source.js';
import { shownAddress } from './source-url.js';
import { describeComparison, describePlan, describeSeed } from './summary.js';
import { TARGETS, Target } from './target.js';
import { compare, isEqual } from './verify.js';

const SAY_EVERY_MS = 2000;

/** One way of getting a previous system's data into a fleet; run again it goes on where it was interrupted. */
export class Migration {
  private sources: Source[] = [];
  private targets?: Targets;
  private halfway = false;

  constructor(
    private readonly fleet: Fleet,
    private readonly options: Options,
    private readonly reportFile: string,
  ) {}

  /** What a person must know when it has ended before its end. */
  get advice(): string | undefined {
    if (!this.halfway) return undefined;
    return 'It stopped halfway: the services stay stopped until the same command has come to its end. It goes on where it was.';
  }

  /** Answers the exit code: 0 done, or all can be taken over; 1 something cannot. */
  async run(): Promise<number> {
    this.refuseOwnDatabases();
    this.targets = await openTargets(this.fleet);
    const earlier = await earlierRun(this.targets);
    if (earlier?.finishedAt) {
      say(`this fleet took everything over at ${earlier.finishedAt}: nothing to do`);
      return 0;
    }
    if (earlier?.loadedAt) {
      say(`everything was loaded and compared at ${earlier.loadedAt}: going on`);
      await this.finish(earlier);
      return 0;
    }
    for (const address of this.options.sources) this.sources.push(await Source.open(address));
    say(`reading ${this.sources.map(({ name }) => name).join(' and ')}`);
    const findings = new Findings(this.reportFile);
    try {
      return await this.decide(findings, earlier);
    } finally {
      findings.close();
    }
  }

  async close(): Promise<void> {
    const connections = [...this.sources, ...Object.values(this.targets ?? {})];
    await Promise.allSettled(connections.map((connection) => connection.close()));
  }

  private async decide(findings: Findings, earlier: Run | undefined): Promise<number> {
    const targets = this.targets as Targets;
    const before = earlier?.before ?? (await lookBefore(targets));
    const context: ImportContext = {
      takenAt: earlier?.takenAt ?? new Date().toISOString().replace('T', ' ').replace('Z', ''),
      currency: this.options.currency,
    };
    const content = await contentOf(this.options, this.sources, await importTables(), context, findings);
    const judging = { context, report: findings, versions: before.versions };
    const plan = await makePlan(await reading(content, judging, before.seed), progress('looked at'));
    const references = await this.references(content, plan, findings);
    const fate = before.seed && fateOf(before.seed, plan.seed, Math.max(content.people.nextId, before.seed.id + 1));
    const seed = before.seed && fate ? describeSeed(before.seed.email, fate) : '';
    await this.reportUnheldRoles(content, findings);
    console.log(`\n${describePlan(plan, findings, await leftBehind(content, this.sources), seed)}\n`);
    const refused = findings.lines('refused').length > 0;
    const obstacles = earlier ? [] : await inTheWay(targets, before, content.business !== undefined);
    if (obstacles.length > 0)
      console.log(`The fleet is not one that was just set up: it has ${obstacles.join(', ')}.\n`);
    const doubted = earlier ? undefined : await this.doubted(content);
    if (doubted) console.log(`${doubted}\n`);
    if (!this.options.apply) return this.dryRunEnded(refused, obstacles.length > 0 || doubted !== undefined);
    if (doubted)
      throw new Error('nothing was changed: say whose ids customers.user_id holds with --references auth or user');
    if (obstacles.length > 0)
      throw new Error(
        'nothing was changed: what is taken over is never mixed with what is there. Set up a fleet of its own',
      );
    if (refused && !this.options.skipRejected)
      throw new Error(
        'nothing was changed: mend the refused rows in the source, or leave them there with --skip-rejected',
      );
    const run: Run = { takenAt: context.takenAt, before, fingerprint: fingerprint(plan, this.settings), services: [] };
    if (earlier && earlier.fingerprint !== run.fingerprint)
      throw new Error(
        'the source, or how it is to be read, has changed since the run that was interrupted: make it what it was, or begin again in a fleet that is newly set up',
      );
    return this.apply({ content, context, plan, references, fate, run, earlier });
  }

  private dryRunEnded(refused: boolean, obstructed: boolean): number {
    const next = refused ? 'mend the refused rows, or add --skip-rejected to leave them there' : 'add --apply to do it';
    say(`nothing was changed${obstructed ? '' : `: ${next}`}`);
    return refused || obstructed ? 1 : 0;
  }

  private async apply(work: {
    content: OpenContent;
    context: ImportContext;
    plan: Plan;
    references?: References;
    fate?: SeedFate;
    run: Run;
    earlier?: Run;
  }): Promise<number> {
    const targets = this.targets as Targets;
    const { content, context, plan, fate, run } = work;
    const running = runningServices(this.fleet);
    run.services = work.earlier ? [...new Set([...work.earlier.services, ...running])] : running;
    for (const target of Object.values(targets)) await target.makeState();
    await targets.SHARED_DB.record('run', null, { ...run });
    this.halfway = true;
    await stopServices(this.fleet, running);
    if (run.before.seed && fate) {
      await settleSeed(
        targets.SHARED_DB,
        run.before.seed,
        fate,
        Number(this.fleet.env.ACCESS_TOKEN_TTL_SECONDS ?? 900),
      );
      await removeSeedProfile(targets, run.before.seed);
      await moveActors(targets, fate);
    }
    const roleIds = await loadRoles(targets.SHARED_DB, content.roles.rows);
    const silent = { context, report: { add: () => {} }, versions: run.before.versions };
    await load(await reading(content, silent, run.before.seed), targets, roleIds, progress('loaded'));
    if (work.references) await rewriteReferences(targets, work.references);
    if (!(await this.verified(plan, content, fate))) return 1;
    await this.sourcesAreTheSame(content);
    await linkCustomers(targets);
    await note(targets, run, 'loadedAt');
    await this.finish(run);
    return 0;
  }

  private async verified(plan: Plan, { tables }: OpenContent, fate: SeedFate | undefined): Promise<boolean> {
    say('comparing what was written with the source');
    const seedId = fate?.fate === 'moved' ? fate.newId : fate?.fate === 'kept' ? fate.id : undefined;
    const comparisons = await compare(plan, tables, this.targets as Targets, seedId);
    console.log(`\n${describeComparison(comparisons)}\n`);
    if (comparisons.every(isEqual)) return true;
    this.halfway = false;
    console.error(
      'What was written is not what was read: keep the services stopped, and begin again in a fleet that is newly set up.',
    );
    return false;
  }

  private async finish(run: Run): Promise<void> {
    this.halfway = true;
    await finish(this.fleet, this.targets as Targets, run, () => {
      this.halfway = false;
    });
  }

  private async references(content: OpenContent, plan: Plan, findings: Findings): Promise<References | undefined> {
    if (content.business || (await this.targets?.CUSTOMER_DB.progress('references'))) return undefined;
    return findReferences(this.targets as Targets, plan.known.users, findings);
  }

  /** What speaks against the assumed meaning of customers.user_id; a person who names it is believed. */
  private async doubted({ stores }: OpenContent): Promise<string | undefined> {
    if (!stores || this.options.referencesGiven) return undefined;
    const { CUSTOMER_DB } = this.targets as Targets;
    return doubt(await gatherEvidence(CUSTOMER_DB, stores), this.options.references);
  }

  private async reportUnheldRoles(content: OpenContent, findings: Findings): Promise<void> {
    if (!content.users) return;
    const count = await content.roles.givenToNobody(content.users);
    if (count > 0)
      findings.add('changed', 'user_roles', '-', {
        field: 'user_id',
        problem: `of ${count} rows means no user: left out`,
      });
  }

  private async sourcesAreTheSame({ used }: OpenContent): Promise<void> {
    for (const source of this.sources) {
      const tables = used.filter((entry) => entry.source === source).map(({ table }) => table);
      if (await source.wasWrittenTo(tables))
        say(`warning: ${source.name} has been written to in the meantime: what came later is not here`);
    }
  }

  /** What, besides the rows, decides what is written. */
  private get settings() {
    const { from, currency, keep, references, roles } = this.options;
    return { from, currency, keep, references, roles: [...roles] };
  }

  private refuseOwnDatabases(): void {
    for (const name of TARGETS) {
      const own = Target.addressOf(this.fleet.env, name);
      const same = this.options.sources.some(
        ({ host, port, database }) => port === own.port && database === own.database && isSameHost(host, own.host),
      );
      if (same) throw new UsageError(`${shownAddress(own)} is this fleet's own: it cannot be the source`);
    }
  }
}

function isSameHost(a: string, b: string): boolean {
  const local = (host: string) => (host === 'localhost' || host === '::1' ? '127.0.0.1' : host);
  return local(a) === local(b);
}

async function openTargets(fleet: Fleet): Promise<Targets> {
  const opened: Partial<Targets> = {};
  for (const name of TARGETS) opened[name] = await Target.open(fleet.env, name);
  return opened as Targets;
}

/** Says at most every two seconds how far it is, and each end. */
function progress(verb: string) {
  let said = 0;
  return (label: string, done: number, total: number) => {
    if (done < total && Date.now() - said < SAY_EVERY_MS) return;
    said = Date.now();
    say(`${label}: ${verb} ${done} of ${total}`);
  };
}
