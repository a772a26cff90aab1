const REPORT_EVERY_MS = 2000;

/** Adds records one after the other; prints how far it is every two seconds, for on a slow disk it takes minutes. */
export async function addEach<T>(kind: string, records: readonly T[], add: (record: T) => Promise<unknown>) {
  let reportedAt = Date.now();
  for (const [index, record] of records.entries()) {
    if (Date.now() - reportedAt >= REPORT_EVERY_MS) {
      reportedAt = Date.now();
      console.log(`${kind}: ${index} of ${records.length}`);
    }
    await add(record);
  }
  return records.length;
}
