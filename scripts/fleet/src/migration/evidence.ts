import type { UserStore } from './people.js';
import type { StoreName } from './separate.js';
import type { Target } from './target.js';

const SAMPLE = 1000;

/** How many customers have the email of the user that their user_id means, taken as an id of one store or of the other. */
export type Evidence = { looked: number } & Record<StoreName, number>;

/** Looks at the first customers with a user. Mistaking the ids of one store for the other's gives people the customers of others. */
export async function gatherEvidence(customers: Target, stores: Record<StoreName, UserStore>): Promise<Evidence> {
  const sample = await customers.query<{ user_id: number; email: string }>(
    'SELECT user_id, email FROM customers WHERE user_id IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT ?',
    [SAMPLE],
  );
  const matches = async ({ source, table }: UserStore) => {
    const users = await source.rowsWith(
      table,
      'id',
      sample.map(({ user_id }) => user_id),
    );
    const emails = new Map(users.map(({ id, email }) => [Number(id), plain(email)]));
    return sample.filter(({ user_id, email }) => emails.get(Number(user_id)) === plain(email)).length;
  };
  return { looked: sample.length, auth: await matches(stores.auth), user: await matches(stores.user) };
}

/** What speaks against the ids being those of `references`, or undefined. */
export function doubt({ looked, ...matching }: Evidence, references: StoreName): string | undefined {
  const other = references === 'auth' ? 'user' : 'auth';
  if (matching[other] <= matching[references]) return undefined;
  return `Of ${looked} customers with a user, ${matching[references]} have that user's email if customers.user_id holds ids of the ${references} store, and ${matching[other]} if it holds ids of the ${other} store.`;
}

function plain(email: unknown): string {
  return String(email ?? '')
    .trim()
    .toLowerCase();
}
