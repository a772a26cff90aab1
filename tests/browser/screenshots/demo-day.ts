import { createConnection } from 'mysql2/promise';
import type { Caller } from '../../e2e/support/fleet.js';

interface Carrier {
  id: number;
  code: string;
  coverage: { country: string }[];
  services: { code: string; maxWeightKg: number }[];
}

/** A shipment that the demo rules price; the calculator's address takes it as it is. */
export const SHIPMENT = {
  serviceType: 'express',
  weight: 4.2,
  length: 40,
  width: 30,
  height: 20,
  distance: 930,
  originCountry: 'FR',
  destinationCountry: 'ES',
};

const DAYS = 30;

/**
 * What the demo data lacks for a picture: quotes over a month, more of them lately. Answers the ids of what pages show.
 */
export async function demoDay(admin: Caller): Promise<Record<string, number>> {
  const first = async (service: Parameters<Caller['get']>[0], path: string) =>
    (await admin.get(service, path)).body.data[0].id as number;
  const carriers = (await admin.get('carrier', 'carriers?limit=50&isActive=true')).body.data as Carrier[];
  const azur = carriers.find(({ code }) => code === 'AZUR') as Carrier;
  const { length, width, height, ...rest } = SHIPMENT;
  let quotes = 0;
  for (let index = 0; index < 70; index += 1) {
    const weight = 1 + ((index * 7) % 23) / 2;
    const body = { ...rest, carrierId: azur.id, weight, dimensions: { length, width, height } };
    const answer = await admin.post('pricing', 'pricing/calculate', body);
    if (answer.status !== 201) throw new Error(`the demo's quote answered ${answer.status}: ${answer.text}`);
    quotes = answer.body.id;
  }
  await spreadQuotes();
  return {
    users: await first('user', 'users?search=a&sort=lastName&role=manager'),
    roles: await first('user', 'roles?search=support'),
    customers: await first('customer', 'customers?sort=lastName'),
    carriers: azur.id,
    'pricing-rules': await first('pricing', `pricing/rules?search=Azur`),
    quotes,
  };
}

/** No service makes quotes of the past. */
async function spreadQuotes(): Promise<void> {
  const connection = await createConnection({
    host: process.env.PRICING_DB_HOST,
    port: Number(process.env.PRICING_DB_PORT),
    user: process.env.PRICING_DB_MIGRATOR_USER,
    password: process.env.PRICING_DB_MIGRATOR_PASSWORD,
    database: process.env.PRICING_DB_NAME,
  });
  try {
    await connection.query(
      `UPDATE pricing_calculations SET created_at = created_at - INTERVAL FLOOR(POW(MOD(id * 17, ${DAYS}) / ${DAYS}, 1.6) * ${DAYS}) DAY`,
    );
  } finally {
    await connection.end();
  }
}
