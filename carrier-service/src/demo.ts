import { addEach, runCommand, seedOnce, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { Carrier } from './carriers/carrier.entity.js';
import { CarrierRecords } from './carriers/carrier.records.js';
import { demoCarriers } from './demo/carriers.js';
import { service } from './service.js';

/** Adds the demo carriers once; a name or code that some carrier has already, or had, stays its own. */
await runCommand('carrier-service demo', () =>
  withApplication(service, (app) => {
    const unitOfWork = app.get(UnitOfWork, { strict: false });
    return seedOnce(unitOfWork, 'demo', async () => {
      const records = app.get(CarrierRecords, { strict: false });
      const missing = [];
      for (const carrier of demoCarriers()) {
        const { name, code } = carrier;
        // The database compares them, as its unique indexes do.
        if (!(await unitOfWork.manager.exists(Carrier, { where: [{ name }, { code }] }))) missing.push(carrier);
      }
      return { carriers: await addEach('carriers', missing, (carrier) => records.insert(carrier)) };
    });
  }),
);
