import { runCommand, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { Carrier } from './carriers/carrier.entity.js';
import { CarrierRecords } from './carriers/carrier.records.js';
import { demoCarriers } from './demo/carriers.js';
import { service } from './service.js';

/** Adds the demo carriers that are missing; run again, it adds none. */
await runCommand('carrier-service demo', () =>
  withApplication(service, async (app) => {
    const carriers = demoCarriers();
    const records = app.get(CarrierRecords, { strict: false });
    const added = await app.get(UnitOfWork, { strict: false }).run(async (manager) => {
      // A deleted demo carrier stays deleted: whoever removed it meant it.
      const there = await manager.find(Carrier, { select: { code: true } });
      const known = new Set(there.map(({ code }) => code));
      const missing = carriers.filter(({ code }) => !known.has(code));
      for (const carrier of missing) await records.insert(carrier);
      return missing.length;
    });
    console.log(`carriers: ${added} added, ${carriers.length - added} were there`);
  }),
);
