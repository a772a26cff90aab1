import type { SourceRecord } from '@hybrid-fleet/contracts';
import type { Pass, People, Person, Report, UserStore } from './people.js';

export type StoreName = 'auth' | 'user';

export interface SeparateStores {
  auth: UserStore;
  user: UserStore;
  /** Whose ids are kept when the two stores know a person by different ones. */
  keep: StoreName;
  /** Whose ids customers.user_id and carriers.owner_id hold. */
  references: StoreName;
}

const other = { auth: 'user', user: 'auth' } as const;

/**
 * The people of two stores as one list. The email says who is who: ids of two stores agree only as long as nothing
 * went wrong. The ids of the store `keep` are kept; somebody whom only the other store knows keeps theirs unless it
 * means another person here.
 */
export async function peopleOfStores(stores: SeparateStores, report: Report): Promise<People> {
  const [first, second] = [stores[stores.keep], stores[other[stores.keep]]];
  const pairs = await pair(first, second);
  const highest = Math.max(await first.source.highestId(first.table), await second.source.highestId(second.table));
  let nextId = highest + 1;
  const newIds = new Map<number, number>();
  for (const { id, taken } of pairs.alone) {
    if (taken) newIds.set(id, nextId++);
  }
  reportMapped(stores, pairs, newIds, report);
  const refersToFirst = stores.references === stores.keep;

  async function* known(): AsyncGenerator<Person[]> {
    for await (const records of first.source.batches(first.table)) {
      const partners = records.flatMap(({ id }) => pairs.partnerOf.get(Number(id)) ?? []);
      const found = await second.source.rowsWith(second.table, 'id', partners);
      const byId = new Map(found.map((record) => [Number(record.id), record]));
      const [roles, partnersRoles] = [await first.roles.ofUsers(records), await second.roles.ofUsers(found)];
      yield records.map((record) => {
        const id = Number(record.id);
        const partnerId = pairs.partnerOf.get(id);
        const partner = partnerId === undefined ? undefined : byId.get(partnerId);
        const [auth, user] = stores.keep === 'auth' ? [record, partner] : [partner, record];
        return {
          key: id,
          id,
          referredTo: refersToFirst ? id : partnerId,
          record: merged(auth, user),
          also: partner && auth,
          roles: [...new Set([...roles(record), ...(partner ? partnersRoles(partner) : [])])],
        };
      });
    }
  }
  async function* alone(): AsyncGenerator<Person[]> {
    const ids = pairs.alone.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += 1000) {
      const records = await second.source.rowsWith(second.table, 'id', ids.slice(from, from + 1000));
      records.sort((a, b) => Number(a.id) - Number(b.id));
      const roles = await second.roles.ofUsers(records);
      yield records.map((record) => {
        const key = Number(record.id);
        return {
          key,
          id: newIds.get(key) ?? key,
          referredTo: refersToFirst ? undefined : key,
          record,
          roles: roles(record),
        };
      });
    }
  }
  const label = (name: StoreName) => `users of the ${name} store`;
  const passes: Pass[] = [
    { step: 'users', label: label(stores.keep), total: await first.source.count(first.table), batches: known },
    { step: 'users-alone', label: `${label(other[stores.keep])} alone`, total: pairs.alone.length, batches: alone },
  ];
  return { passes, nextId };
}

interface Pairs {
  /** Id in the first store → id of the same person in the second. */
  partnerOf: Map<number, number>;
  /** Whom only the second store knows, in the order of their ids; `taken`: the id means somebody else in the first. */
  alone: { id: number; taken: boolean }[];
}

async function pair(first: UserStore, second: UserStore): Promise<Pairs> {
  const ids = new Set<number>();
  const byKey = new Map<string, number>();
  const keyOf = keyFor(first, second);
  for await (const records of first.source.batches(first.table)) {
    for (const record of records) {
      ids.add(Number(record.id));
      const key = keyOf(record);
      if (!byKey.has(key)) byKey.set(key, Number(record.id));
    }
  }
  const partnerOf = new Map<number, number>();
  const alone: Pairs['alone'] = [];
  for await (const records of second.source.batches(second.table)) {
    for (const record of records) {
      const id = Number(record.id);
      const partner = byKey.get(keyOf(record));
      if (partner !== undefined && !partnerOf.has(partner)) partnerOf.set(partner, id);
      else alone.push({ id, taken: ids.has(id) });
    }
  }
  return { partnerOf, alone };
}

/** What makes two rows one person: the email of the living; the id where a store has no emails, and of the deleted. */
function keyFor(...stores: UserStore[]): (record: SourceRecord) => string {
  const haveEmails = stores.every(({ table }) => table.columns.has('email'));
  return ({ id, email, deletedAt }) => {
    const address = String(email ?? '')
      .trim()
      .toLowerCase();
    return haveEmails && address !== '' && !deletedAt ? address : `id ${id}`;
  };
}

function reportMapped(stores: SeparateStores, pairs: Pairs, newIds: Map<number, number>, report: Report): void {
  const table = `${other[stores.keep]} store`;
  for (const [id, partner] of pairs.partnerOf) {
    if (id !== partner)
      report.add('mapped', table, partner, {
        field: 'id',
        problem: 'has the same email under another id',
        was: `${partner}`,
        is: `${id}`,
      });
  }
  for (const [id, is] of newIds)
    report.add('mapped', table, id, {
      field: 'id',
      problem: 'means another person: a new id',
      was: `${id}`,
      is: `${is}`,
    });
}

/** What signs somebody in is the auth store's to say, who they are the user store's. Inactive in one is inactive. */
function merged(auth: SourceRecord | undefined, user: SourceRecord | undefined): SourceRecord {
  if (!auth || !user) return auth ?? user ?? {};
  const values = (record: SourceRecord) => Object.entries(record).filter(([, value]) => value !== null && value !== '');
  const record = Object.fromEntries([...values(auth), ...values(user)]);
  for (const field of ['password', 'isEmailVerified', 'lastLoginAt', 'registeredBy']) {
    if (auth[field] !== null && auth[field] !== undefined) record[field] = auth[field];
  }
  return record;
}
