import { anonymous, Caller, eventually, makeUser, signIn, signInAsAdmin, unique } from './support/fleet.js';

/**
 * The whole job of the fleet, over HTTP, as an admin's day goes: sign in, create a user, see the customer profile
 * appear, create a carrier and rules, quote to the cent, change a role, sign out.
 */
describe('an admin works with the fleet', () => {
  let admin: Caller;
  let worker: Awaited<ReturnType<typeof makeUser>>;
  let customer: { id: number; email: string; userId: number };
  let carrierId: number;

  it('signs in with the documented login', async () => {
    admin = await signInAsAdmin();
    const profile = await admin.get('auth', 'auth/profile');
    expect(profile.status).toBe(200);
    expect(profile.body).toMatchObject({ email: process.env.ADMIN_EMAIL, roles: ['admin'] });
    expect(profile.body.permissions).toEqual(expect.arrayContaining(['users:create', 'pricing:calculate']));
  });

  it('creates a user, who chooses a password through the invitation', async () => {
    worker = await makeUser(admin, ['manager'], { firstName: 'Grace', lastName: 'Hopper' });
    expect(worker.user).toMatchObject({
      email: worker.email,
      firstName: 'Grace',
      roles: ['manager'],
      isActive: true,
      version: 1,
    });
    expect(Object.keys(worker.user).filter((field) => /password|hash/i.test(field))).toEqual([]);
  });

  it('finds the customer profile that user.created made', async () => {
    const found = await eventually(
      'the customer profile',
      () => admin.get('customer', `customers/by-user/${worker.user.id}`),
      (answer) => answer.status === 200,
    );
    expect(found.body).toMatchObject({
      userId: worker.user.id,
      email: worker.email,
      firstName: 'Grace',
      lastName: 'Hopper',
      isActive: true,
    });
    customer = found.body;
  });

  it('sees the user behind the customer, asked of user-service', async () => {
    const answer = await admin.get('customer', `customers/${customer.id}?expand=user`);
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ id: worker.user.id, email: worker.email });
  });

  it('makes the customer a vip', async () => {
    const answer = await admin.patch('customer', `customers/${customer.id}`, { customerType: 'vip', version: 1 });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ customerType: 'vip', version: 2 });
  });

  it('creates a carrier with a service', async () => {
    const name = unique('Carrier');
    const answer = await admin.post('carrier', 'carriers', {
      name,
      code: name.toUpperCase().slice(0, 32),
      services: [
        { code: 'express', name: 'Express', minDays: 1, maxDays: 2, maxWeightKg: 30, dimensionalDivisor: 5000 },
      ],
      coverage: [{ country: 'FR' }, { country: 'DE' }],
    });
    expect(answer.status).toBe(201);
    carrierId = answer.body.id;
  });

  it('creates rules and gets a quote to the cent', async () => {
    // In francs, so that rules of other tests and demo data, in euros, do not match.
    const conditions = { carrierId, serviceType: 'express', originCountry: 'FR', destinationCountry: 'DE' };
    const rules = [
      {
        name: 'FR to DE express',
        priority: 10,
        isActive: true,
        conditions,
        pricing: {
          baseRate: '8.50',
          currency: 'CHF',
          perKgRate: '1.275',
          perKmRate: '0.0035',
          surcharges: [{ type: 'fuel', percentage: '7.5' }],
        },
      },
      {
        name: 'vip discount',
        priority: 1,
        isActive: true,
        conditions: { carrierId, customerType: 'vip' },
        pricing: { baseRate: '0', currency: 'CHF', discounts: [{ type: 'vip', percentage: '10' }] },
      },
    ];
    for (const rule of rules) expect((await admin.post('pricing', 'pricing/rules', rule)).status).toBe(201);

    const answer = await admin.post('pricing', 'pricing/calculate', {
      carrierId,
      serviceType: 'express',
      weight: 2.5,
      dimensions: { length: 40, width: 30, height: 20 },
      distance: 1050,
      originCountry: 'FR',
      destinationCountry: 'DE',
      customerId: customer.id,
    });
    expect(answer.status).toBe(201);
    // By hand: dimensional weight 40 × 30 × 20 / 5000 = 4.8 kg, more than 2.5 kg, so 4.8 kg is charged.
    //   base                                     8.50
    //   weight    4.8 × 1.275   = 6.12           6.12
    //   distance  1050 × 0.0035 = 3.675 → half-even to the cent: 3.68 (7 is odd, so up to 8)
    //   subtotal                                18.30
    //   fuel      7.5 % of 18.30 = 1.3725        1.37
    //   vip       10 % of 18.30  = 1.83          1.83
    //   total     18.30 + 1.37 − 1.83           17.84
    expect(answer.body.calculation).toMatchObject({
      baseRate: '8.50',
      weightRate: '6.12',
      distanceRate: '3.68',
      subtotal: '18.30',
      total: '17.84',
      currency: 'CHF',
    });
    expect(answer.body.calculation.surcharges).toEqual([expect.objectContaining({ type: 'fuel', amount: '1.37' })]);
    expect(answer.body.calculation.discounts).toEqual([expect.objectContaining({ type: 'vip', amount: '1.83' })]);
    expect(answer.body.appliedRules).toHaveLength(2);
    expect(answer.body.trace.length).toBeGreaterThan(0);

    const kept = await admin.get('pricing', `pricing/calculations/${answer.body.id}`);
    expect(kept.body).toEqual(answer.body);
  });

  it('says why no rule applies instead of quoting 0', async () => {
    const answer = await admin.post('pricing', 'pricing/calculate', {
      carrierId,
      serviceType: 'express',
      weight: 1,
      originCountry: 'FR',
      destinationCountry: 'IT',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('no_applicable_rule');
  });

  it('changes the role, and the user is refused everywhere with the old token', async () => {
    expect((await worker.caller.get('customer', 'customers')).status).toBe(200);
    const current = await admin.get('user', `users/${worker.user.id}`);
    const changed = await admin.patch('user', `users/${worker.user.id}/roles`, {
      roles: ['user'],
      version: current.body.version,
    });
    expect(changed.status).toBe(200);
    for (const [service, path] of [
      ['customer', 'customers'],
      ['carrier', 'carriers'],
      ['pricing', 'pricing/rules'],
      ['user', 'users'],
    ] as const) {
      const answer = await eventually(
        `${service}-service refuses the old token`,
        () => worker.caller.get(service, path),
        (seen) => seen.status === 401,
        5,
      );
      expect(answer.body.code).toBe('token_revoked');
    }
  });

  it('gives the user new, smaller permissions at the next sign-in', async () => {
    worker.caller = await signIn(worker.email, worker.password);
    const refused = await worker.caller.get('customer', 'customers');
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain('customers:read');
    expect((await worker.caller.get('customer', `customers/by-user/${worker.user.id}`)).status).toBe(200);
  });

  it('logs out, and the token is refused everywhere', async () => {
    expect((await worker.caller.post('auth', 'auth/logout')).status).toBe(204);
    for (const [service, path] of [
      ['auth', 'auth/profile'],
      ['customer', `customers/by-user/${worker.user.id}`],
    ] as const) {
      await eventually(
        `${service}-service refuses`,
        () => worker.caller.get(service, path),
        (seen) => seen.status === 401,
        5,
      );
    }
    expect((await anonymous.get('customer', 'customers')).status).toBe(401);
  });
});
