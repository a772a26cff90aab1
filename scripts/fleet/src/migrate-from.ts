import { join, resolve } from 'node:path';
import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { type Fleet, loadFleet } from './fleet.js';
import { refuseChangedServers } from './in-force.js';
import { takeLock } from './lock.js';
import { Migration } from './migration/migration.js';
import { readOptions } from './migration/options.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/migrate-from.sh --from monolith [<mysql-url>] [options]
       scripts/ops/migrate-from.sh --from separate [<auth-url> <user-url>] [options]

Takes over the data of a previous system into a fleet that was just set up. monolith: one database with users, roles,
user_roles, customers, carriers and pricing_rules is split into the fleet's four. separate: two user stores become the
shared one; customers, carriers and prices are in their databases already.

Without --apply nothing is written: it reads the source in one read-only snapshot and says what would become of every
row. With it the services are stopped, the rows loaded, everything read back and compared, the services started again.
Interrupted, the same command goes on where it was. Stop the previous system first: what it writes later is not here.

An address is like mysql://user:password@host:3306/database (?ssl=true: encrypted). Others on this machine see command
lines, so better set MIGRATE_FROM_URL, or MIGRATE_FROM_AUTH_URL and MIGRATE_FROM_USER_URL, in the environment or in .env.

  --apply              does it
  --skip-rejected      leaves rows that cannot be taken over where they are; without it one such row stops everything
  --roles THEIRS=OURS  which role of the source is which of ours, separated by commas: superadmin=admin,client=user
  --currency EUR       of prices that do not say theirs
  --keep auth|user     separate: whose ids are kept where the stores differ (user)
  --references auth|user  separate: whose ids customers.user_id and carriers.owner_id hold (user)
  --report FILE        where every finding is written, a CSV (default: in the fleet's folder); it must be new
  --port-offset N      the fleet with this offset; without it the one that was set up last
  --dir DIR            the fleet in this folder, for tests
  -h, --help           this text

Exit codes: 0 done, or without --apply: all can be taken over; 1 not; 2 the command line cannot be obeyed.
`;

const { values, positionals } = readArguments(
  HELP,
  {
    from: { type: 'string' },
    apply: { type: 'boolean' },
    'skip-rejected': { type: 'boolean' },
    roles: { type: 'string' },
    currency: { type: 'string' },
    keep: { type: 'string' },
    references: { type: 'string' },
    report: { type: 'string' },
    'port-offset': { type: 'string' },
    dir: { type: 'string' },
  },
  true,
);

let migration: Migration | undefined;
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const fleet = theFleet();
    refuseChangedServers(fleet);
    const options = readOptions(values, positionals, fleet.env);
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const report = resolve(values.report ?? join(fleet.dir, 'reports', `migrate-from-${stamp}.csv`));
    unlock = takeLock(fleet.dir);
    migration = new Migration(fleet, options, report);
    try {
      return await migration.run();
    } finally {
      await migration.close();
      unlock();
    }
  },
  async () => {
    if (migration?.advice) console.error(migration.advice);
    unlock?.();
  },
);

function theFleet(): Fleet {
  if (values.dir === undefined) return chosenFleet(parseOffset(values['port-offset']));
  const fleet = loadFleet(resolve(values.dir));
  if (!fleet) throw new UsageError(`no fleet was started in ${values.dir}`);
  return fleet;
}
