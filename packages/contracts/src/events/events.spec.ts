import { cloudEvent, toCloudEvent, typeWithoutVersion } from './cloud-event.js';
import { userState } from './event-payloads.js';
import { consumedBy, EVENT_CONSUMERS, EVENT_TYPES, type EventType } from './event-types.js';

const user = {
  userId: 7,
  email: 'ana@example.com',
  firstName: 'Ana',
  lastName: 'Diaz',
  phone: null,
  isActive: true,
  isEmailVerified: true,
  registeredBy: 'admin',
  roles: ['user'],
  version: 3,
  deletedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
};

describe('the contract of events', () => {
  it('names the consumers of each aggregate', () => {
    const of = (aggregate: string) =>
      Object.entries(EVENT_TYPES)
        .filter(([, definition]) => definition.aggregate === aggregate)
        .map(([type, { consumers }]) => `${type} → ${consumers.join(', ')}`);
    expect(of('user')).toEqual(
      ['created', 'updated', 'deactivated', 'deleted'].map(
        (change) => `user.${change} → customer-service, carrier-service`,
      ),
    );
    for (const aggregate of ['customer', 'carrier']) {
      expect(of(aggregate)).toEqual(
        ['created', 'updated', 'deleted', 'restored'].map((change) => `${aggregate}.${change} → pricing-service`),
      );
    }
    expect(of('pricing.rule')).toEqual(
      ['created', 'updated', 'deleted', 'restored'].map((change) => `pricing.rule.${change} → `),
    );
  });

  it('gives each consumer its types and the others none', () => {
    expect([...EVENT_CONSUMERS].sort()).toEqual(['carrier-service', 'customer-service', 'pricing-service']);
    expect(consumedBy('customer-service')).toEqual([
      'user.created',
      'user.updated',
      'user.deactivated',
      'user.deleted',
    ]);
    expect(consumedBy('pricing-service')).toHaveLength(8);
    expect(consumedBy('user-service')).toEqual([]);
  });

  it.each(Object.keys(EVENT_TYPES) as EventType[])('wraps %s as a CloudEvent that reads back', (type) => {
    const event = toCloudEvent({
      id: 'a6b1',
      source: 'user-service',
      type,
      subject: '7',
      time: '2026-01-02T00:00:00.000Z',
      data: user,
    });
    expect(event).toEqual({
      specversion: '1.0',
      id: 'a6b1',
      source: '/user-service',
      type: `${type}.v1`,
      subject: '7',
      time: '2026-01-02T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: user,
    });
    expect(cloudEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(typeWithoutVersion(event.type)).toBe(type);
  });

  it('P16: reading ignores what a newer sender adds, and refuses what misses a promised field', () => {
    expect(userState.parse({ ...user, nickname: 'A' })).toEqual(user);
    const { email: _, ...withoutEmail } = user;
    expect(userState.safeParse(withoutEmail).error?.issues.map((issue) => issue.path.join('.'))).toEqual(['email']);
    expect(cloudEvent.safeParse({ hello: 'world' }).success).toBe(false);
  });
});
