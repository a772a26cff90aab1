import { toCloudEvent } from '@hybrid-fleet/contracts';
import { Logger } from '@nestjs/common';
import { behaviour, brokerConnection, type MessagingApp, startMessagingApp, user } from '../../test/messaging-app.js';
import { TcpProxy } from '../../test/tcp-proxy.js';
import { until } from '../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventPublisher } from './event.publisher.js';
import { EventServer } from './event.server.js';
import { MessagingService } from './messaging.service.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox.relay.js';

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

const list = { page: 1, limit: 100 } as never;

/** Waits until the relay has ended so many rounds from now on. */
async function relayed({ app }: MessagingApp, rounds: number): Promise<void> {
  const round = jest.spyOn(app.get(OutboxRelay) as unknown as { round(): Promise<unknown> }, 'round');
  await until(() => round.mock.calls.length > rounds);
  round.mockRestore();
}

describe('events while a server is away', () => {
  let broker: TcpProxy;
  let database: TcpProxy;
  let fleet: MessagingApp;
  let nextUser = 1;
  const unexpected: unknown[] = [];
  const note = (error: unknown) => unexpected.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    const at = (prefix: string) => ({
      host: String(process.env[`${prefix}_HOST`]),
      port: Number(process.env[`${prefix}_PORT`]),
    });
    broker = await TcpProxy.to(at('RABBITMQ'));
    database = await TcpProxy.to(at('SHARED_DB'));
    fleet = await startMessagingApp({
      env: { RABBITMQ_PORT: String(broker.port), TEST_DB_PORT: String(database.port) },
    });
    await connected();
  });
  afterEach(() => {
    behaviour.before = undefined;
    expect(unexpected.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await fleet?.close();
    await broker?.close();
    await database?.close();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
  });

  const connected = () =>
    until(
      async () => fleet.app.get(EventServer).connected && fleet.app.get(EventPublisher).connected,
      (value) => value,
    );

  const emit = (id: number, version = 1) =>
    fleet.app
      .get(UnitOfWork)
      .run(() => fleet.app.get(Outbox).add({ type: 'user.updated', aggregateId: String(id), data: user(id, version) }));

  const arrived = (id: number) =>
    until(
      () => fleet.effects(id),
      (rows) => rows.length === 1,
      { seconds: 30 },
    );

  const publish = async (events: [id: number, version: number][]) => {
    const connection = await brokerConnection();
    const channel = await connection.createConfirmChannel();
    for (const [id, version] of events) {
      const message = toCloudEvent({
        id: `m-${id}-${version}`,
        source: 'test',
        type: 'user.updated',
        subject: String(id),
        time: '2026-01-01T00:00:00.000Z',
        data: user(id, version),
      });
      channel.publish(fleet.exchange, 'user.updated', Buffer.from(JSON.stringify(message)));
    }
    await channel.waitForConfirms();
    await connection.close();
  };

  const deadLetters = async () => (await fleet.app.get(MessagingService).deadLetters(list)).data;

  it('P9: after each of five lost connections the consumer and the relay are back within 30 s', async () => {
    for (let round = 0; round < 5; round++) {
      broker.cut();
      const id = nextUser++;
      await emit(id);
      await arrived(id);
    }
    expect(await deadLetters()).toEqual([]);
  });

  it('P10: while the broker is away requests succeed and nothing is counted; the backlog then drains', async () => {
    await broker.close();
    const ids = Array.from({ length: 300 }, () => nextUser++);
    for (const id of ids) await emit(id);
    await relayed(fleet, 20);
    const { data, pending } = await fleet.app.get(MessagingService).outbox(list);
    expect(pending).toBe(300);
    expect(data.filter((event: { attempts: number }) => event.attempts > 0)).toEqual([]);
    await broker.open();
    await until(
      async () => (await fleet.effects()).filter((row) => ids.includes(row.user_id)).length,
      (count) => count === 300,
    );
    expect(await deadLetters()).toEqual([]);
  });

  it('a broker that hangs is left and found again, without an attempt counted', async () => {
    broker.freeze();
    const id = nextUser++;
    await emit(id);
    await until(() => !fleet.app.get(EventPublisher).connected);
    await relayed(fleet, 20);
    expect((await fleet.app.get(MessagingService).outbox(list)).data).toEqual([
      expect.objectContaining({ aggregateId: String(id), attempts: 0 }),
    ]);
    broker.thaw();
    await arrived(id);
  });

  it('a consumer whose channel the broker closes consumes on', async () => {
    const server = fleet.app.get(EventServer) as unknown as { consuming: { ack(message: object): void } };
    server.consuming.ack({ fields: { deliveryTag: 4_000_000 } });
    await until(
      async () => fleet.app.get(EventServer).connected,
      (value) => !value,
    );
    const id = nextUser++;
    await emit(id);
    await arrived(id);
  });

  it('an event that arrives while our database is away waits for it, and no attempt is counted', async () => {
    const id = nextUser++;
    await database.close();
    const tried = jest.spyOn(fleet.app.get(EventServer) as unknown as { applyOrKeep(): Promise<void> }, 'applyOrKeep');
    await publish([[id, 1]]);
    await until(() => tried.mock.calls.length > 3);
    tried.mockRestore();
    await database.open();
    await arrived(id);
    expect(await deadLetters()).toEqual([]);
  });

  it('our database lost in the middle of a handler: one effect, once it is back', async () => {
    const id = nextUser++;
    let runs = 0;
    behaviour.before = async (event) => {
      if (event.data.userId === id && ++runs === 1) database.cut();
    };
    await publish([[id, 1]]);
    // Not asked of the database before: the question would be cut off as well.
    await until(
      async () => runs,
      (times) => times === 2,
    );
    await arrived(id);
    expect(runs).toBe(2);
    await until(deadLetters, (rows) => rows.length === 0);
  });

  it('a handler that fails because some other server refuses is tried a bounded number of times', async () => {
    const id = nextUser++;
    behaviour.before = async (event) => {
      if (event.data.userId === id) throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
    };
    await publish([[id, 1]]);
    const [letter] = await until(deadLetters, (rows) => rows[0]?.status === 'dead');
    expect(letter).toMatchObject({ attempts: 3, error: 'Error: nobody there' });
    await fleet.app.get(MessagingService).discardDeadLetter(letter.id);
  });

  it('a failure that cannot be noted down keeps its message, without a loop of redeliveries', async () => {
    const id = nextUser++;
    const runs: number[] = [];
    behaviour.before = async (event) => {
      if (event.data.userId !== id) return;
      runs.push(performance.now());
      throw new Error('not now');
    };
    await fleet.dataSource.query('RENAME TABLE dead_letters TO dead_letters_away');
    await publish([[id, 1]]);
    const [first, , third] = await until(
      () => runs,
      ({ length }) => length >= 3,
    );
    // A second between two tries, however fast the machine is.
    expect(Number(third) - Number(first)).toBeGreaterThan(1900);
    await fleet.dataSource.query('RENAME TABLE dead_letters_away TO dead_letters');
    behaviour.before = undefined;
    await arrived(id);
  });

  it('thirty versions of one aggregate that arrive together and in disorder end at the newest, none fails', async () => {
    const id = nextUser++;
    const versions = Array.from({ length: 30 }, (_, index) => ((index * 17) % 30) + 1);
    await publish(versions.map((version) => [id, version]));
    await until(
      () => fleet.dataSource.query('SELECT COUNT(*) AS n FROM inbox WHERE message_id LIKE ?', [`m-${id}-%`]),
      ([{ n }]) => Number(n) === 30,
    );
    const applied = (await fleet.effects(id)).map((row) => row.version);
    expect(applied).toEqual([...applied].sort((a, b) => a - b));
    expect(applied.at(-1)).toBe(30);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a service without its broker', () => {
  it('starts, keeps events, and stops', async () => {
    const broker = await TcpProxy.to({ host: '127.0.0.1', port: 1 });
    await broker.close();
    const fleet = await startMessagingApp({ prefix: 'test.away.', env: { RABBITMQ_PORT: String(broker.port) } });
    try {
      await fleet.app
        .get(UnitOfWork)
        .run(() => fleet.app.get(Outbox).add({ type: 'user.created', aggregateId: '1', data: user(1) }));
      await relayed(fleet, 20);
      expect((await fleet.app.get(MessagingService).backlog()).pending).toBe(1);
    } finally {
      await fleet.close();
    }
  });
});
