import { EVENT_CONSUMERS } from '@hybrid-fleet/contracts';
import {
  behaviour,
  brokerConnection,
  holdBack,
  type MessagingApp,
  startMessagingApp,
  user,
} from '../../test/messaging-app.js';
import { until } from '../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventPublisher } from './event.publisher.js';
import { EventServer } from './event.server.js';
import { Outbox } from './outbox.js';
import { names } from './topology.js';

describe('what operators see and decide', () => {
  let fleet: MessagingApp;

  beforeAll(async () => {
    fleet = await startMessagingApp();
    await until(
      async () => fleet.app.get(EventServer).connected && fleet.app.get(EventPublisher).connected,
      (connected) => connected,
    );
  });
  afterEach(() => {
    behaviour.before = undefined;
  });
  afterAll(() => fleet?.close());

  const ask = async (method: 'GET' | 'POST', path: string) => {
    const response = await fleet.app.inject({ method, url: `/api/v1/${path}` });
    return { status: response.statusCode, body: response.body ? response.json() : undefined };
  };
  const emit = (id: number) =>
    fleet.app
      .get(UnitOfWork)
      .run(() => fleet.app.get(Outbox).add({ type: 'user.created', aggregateId: String(id), data: user(id) }));
  // A reading is kept for a moment (BoundedReading): a scrape may still tell of the test before.
  const metric = async (name: string, label = '') => {
    const { body } = await fleet.app.inject({ method: 'GET', url: '/metrics' });
    return Number(new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (.+)$`, 'm').exec(body)?.[1]);
  };

  it('an event that failed for good is listed with its error, can be redriven, and then is gone', async () => {
    behaviour.before = async () => {
      throw new Error('cannot digest this');
    };
    await emit(1);
    const { body } = await until(
      () => ask('GET', 'messaging/dead-letters'),
      ({ body: page }) => page.data[0]?.status === 'dead',
    );
    expect(body).toEqual({
      data: [
        {
          id: expect.any(Number),
          messageId: expect.any(String),
          type: 'user.created.v1',
          event: expect.objectContaining({ subject: '1', data: user(1) }),
          status: 'dead',
          attempts: 3,
          error: 'Error: cannot digest this',
          nextAttemptAt: expect.any(String),
          firstFailedAt: expect.any(String),
          lastFailedAt: expect.any(String),
        },
      ],
      meta: { page: 1, limit: 20, total: 1, totalPages: 1 },
    });
    await until(
      () => metric('hybrid_dead_letters', 'status="dead"'),
      (value) => value === 1,
    );

    behaviour.before = undefined;
    expect((await ask('POST', `messaging/dead-letters/${body.data[0].id}/redrive`)).status).toBe(204);
    await until(
      () => fleet.effects(1),
      (rows) => rows.length === 1,
    );
    await until(
      () => ask('GET', 'messaging/dead-letters'),
      ({ body: page }) => page.meta.total === 0,
    );
  });

  it('a dead letter that is discarded never has an effect', async () => {
    behaviour.before = async () => {
      throw new Error('never');
    };
    await emit(2);
    const { body } = await until(
      () => ask('GET', 'messaging/dead-letters'),
      ({ body: page }) => page.data[0]?.status === 'dead',
    );
    behaviour.before = undefined;
    expect((await ask('POST', `messaging/dead-letters/${body.data[0].id}/discard`)).status).toBe(204);
    expect((await ask('GET', 'messaging/dead-letters')).body.data).toEqual([]);
    expect(await fleet.effects(2)).toEqual([]);
  });

  it.each(['dead-letters/999/redrive', 'dead-letters/999/discard', 'outbox/999/redrive'])(
    'an unknown id is 404: %s',
    async (path) => {
      expect(await ask('POST', `messaging/${path}`)).toMatchObject({ status: 404, body: { status: 404 } });
    },
  );

  it('P8: what no queue receives is listed with the reason, counted in the metrics, and sent after a redrive', async () => {
    const connection = await brokerConnection();
    const channel = await connection.createChannel();
    const { exchange, queue } = names(fleet.prefix);
    for (const service of EVENT_CONSUMERS) await channel.unbindQueue(queue(service), exchange, 'user.created');
    await emit(3);
    const { body } = await until(
      () => ask('GET', 'messaging/outbox'),
      ({ body: page }) => page.data[0]?.attempts > 0,
    );
    expect(body).toEqual({
      data: [
        {
          id: expect.any(Number),
          messageId: expect.any(String),
          type: 'user.created',
          aggregateType: 'user',
          aggregateId: '3',
          payload: user(3),
          createdAt: expect.any(String),
          attempts: expect.any(Number),
          error: 'no queue receives user.created; expected: customer-service, carrier-service',
          nextAttemptAt: expect.any(String),
        },
      ],
      meta: { page: 1, limit: 20, total: 1, totalPages: 1 },
      pending: 1,
      lagSeconds: expect.any(Number),
    });
    expect(body.lagSeconds).toBeGreaterThan(0);
    // A scrape may show what another one asked a second ago.
    await until(
      () => metric('hybrid_outbox_held'),
      (held) => held === 1,
    );
    await until(
      () => metric('hybrid_outbox_pending'),
      (value) => value === 1,
    );
    expect(await metric('hybrid_outbox_lag_seconds')).toBeGreaterThan(0);

    // It would be tried again by itself: it leaves because of the redrive, and not before.
    await holdBack(fleet, body.data[0].id);
    for (const service of EVENT_CONSUMERS) await channel.bindQueue(queue(service), exchange, 'user.created');
    expect((await ask('POST', `messaging/outbox/${body.data[0].id}/redrive`)).status).toBe(204);
    await until(
      () => fleet.effects(3),
      (rows) => rows.length === 1,
    );
    await until(
      () => metric('hybrid_outbox_pending'),
      (pending) => pending === 0,
    );
    await connection.close();
  });

  it('health says that the broker is there', async () => {
    expect((await ask('GET', 'health')).body).toMatchObject({ parts: { rabbitmq: { status: 'up' } } });
  });
});
