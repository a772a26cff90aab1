import { isLockTimeout } from '../database/database.errors.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** How many records of each kind a seed added, such as `{ users: 400 }`. */
export type SeedContents = Record<string, number>;

/**
 * Adds a set of data to the service's schema, all of it or nothing: `add` runs in one transaction with the row of
 * `seeds` that says so, and never again once that row is there, whatever people have renamed or deleted since. A second
 * process that seeds the same set waits for the first. `add` must not ask other services: they would keep the
 * transaction open.
 */
export async function seedOnce(unitOfWork: UnitOfWork, name: string, add: () => Promise<SeedContents>): Promise<void> {
  for (;;) {
    try {
      console.log(await unitOfWork.run(() => seed(unitOfWork, name, add)));
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      console.log(`waiting for another command that adds the ${name} data`);
    }
  }
}

async function seed(unitOfWork: UnitOfWork, name: string, add: () => Promise<SeedContents>): Promise<string> {
  // The row first: until the transaction ends it is the lock that a second process waits for.
  const { affectedRows } = await unitOfWork.manager.query(
    "INSERT IGNORE INTO seeds (name, contents, seeded_at) VALUES (?, '{}', UTC_TIMESTAMP(3))",
    [name],
  );
  if (affectedRows === 0) return `the ${name} data was added before: ${await seededContents(unitOfWork, name)}`;
  const contents = await add();
  await unitOfWork.manager.query('UPDATE seeds SET contents = ? WHERE name = ?', [JSON.stringify(contents), name]);
  return `the ${name} data is added: ${inWords(contents)}`;
}

async function seededContents(unitOfWork: UnitOfWork, name: string): Promise<string> {
  const [row] = await unitOfWork.manager.query('SELECT contents FROM seeds WHERE name = ?', [name]);
  // MariaDB's JSON is text to the driver, MySQL's is not.
  return inWords(typeof row.contents === 'string' ? JSON.parse(row.contents) : row.contents);
}

const inWords = (contents: SeedContents) =>
  Object.entries(contents)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
