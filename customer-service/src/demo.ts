import { demoPeople, runCommand, SeededRandom, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { Customer } from './customers/customer.entity.js';
import { CustomerRecords } from './customers/customer.records.js';
import { service } from './service.js';

const CUSTOMERS = 300;
const SEED = 3004;
const COMPANIES = ['Atelier', 'Handels', 'Ferretería', 'Officina', 'Imports', 'Logistik', 'Épicerie', 'Werkstatt'];

/** Adds the demo customers that are missing; run again, it adds none. */
await runCommand('customer-service demo', () =>
  withApplication(service, async (app) => {
    const unitOfWork = app.get(UnitOfWork);
    const records = app.get(CustomerRecords);
    const random = new SeededRandom(SEED);
    const people = demoPeople(CUSTOMERS, SEED, 'customers.example');
    const added = await unitOfWork.run(async (manager) => {
      const there: { email: string }[] = await manager
        .createQueryBuilder(Customer, 'customer')
        .select('customer.email', 'email')
        .where('customer.email IN (:...emails)', { emails: people.map((person) => person.email) })
        .getRawMany();
      const known = new Set(there.map((row) => row.email));
      let count = 0;
      for (const person of people) {
        const customerType = random.pick(['retail', 'retail', 'retail', 'business', 'business', 'vip']);
        const companyName = customerType === 'business' ? `${random.pick(COMPANIES)} ${person.lastName}` : null;
        const isActive = !random.chance(0.05);
        if (known.has(person.email)) continue;
        await records.insert({ ...person, customerType, companyName, isActive, country: person.address.country });
        count++;
      }
      return count;
    });
    console.log(`customers: ${added} added, ${CUSTOMERS - added} were there`);
  }),
);
