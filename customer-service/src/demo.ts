import {
  addEach,
  demoPeople,
  runCommand,
  SeededRandom,
  seedOnce,
  UnitOfWork,
  withApplication,
} from '@hybrid-fleet/service-kit';
import { Customer } from './customers/customer.entity.js';
import { CustomerRecords } from './customers/customer.records.js';
import { service } from './service.js';

const CUSTOMERS = 300;
const SEED = 3004;
const COMPANIES = ['Atelier', 'Handels', 'Ferretería', 'Officina', 'Imports', 'Logistik', 'Épicerie', 'Werkstatt'];

function demoCustomers() {
  const random = new SeededRandom(SEED);
  return demoPeople(CUSTOMERS, SEED, 'customers.example').map((person) => {
    const customerType = random.pick(['retail', 'retail', 'retail', 'business', 'business', 'vip']);
    const companyName = customerType === 'business' ? `${random.pick(COMPANIES)} ${person.lastName}` : null;
    return { ...person, customerType, companyName, isActive: !random.chance(0.05), country: person.address.country };
  });
}

/** Adds the demo customers once. */
await runCommand('customer-service demo', () =>
  withApplication(service, (app) => {
    const unitOfWork = app.get(UnitOfWork);
    return seedOnce(unitOfWork, 'demo', async () => {
      const records = app.get(CustomerRecords);
      const wanted = demoCustomers();
      // An address that somebody has already, or had, stays theirs.
      const taken: { email: string }[] = await unitOfWork.manager
        .createQueryBuilder(Customer, 'customer')
        .select('customer.email', 'email')
        .where('customer.email IN (:...emails)', { emails: wanted.map(({ email }) => email) })
        .getRawMany();
      const known = new Set(taken.map(({ email }) => email));
      const missing = wanted.filter(({ email }) => !known.has(email));
      return { customers: await addEach('customers', missing, (customer) => records.insert(customer)) };
    });
  }),
);
