import { EVENT_CONSUMERS, toCloudEvent } from '@hybrid-fleet/contracts';
import {
  behaviour,
  brokerConnection,
  type MessagingApp,
  startMessagingApp,
  until,
  user,
} from '../../test/messaging-app.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventPublisher } from './event.publisher.js';
import { MessagingService } from './messaging.service.js';
import { Outbox } from './outbox.js';
import { declareTopology, names } from './topology.js';

jest.setTimeout(60_000);

const list = { page: 1, limit: 100 } as never;

describe('events between services', () => {
  let fleet: MessagingApp;
  let unitOfWork: UnitOfWork;
  let outbox: Outbox;
  let messaging: MessagingService;
  let nextUser = 1;

  beforeAll(async () => {
    fleet = await startMessagingApp();
    unitOfWork = fleet.app.get(UnitOfWork);
    outbox = fleet.app.get(Outbox);
    messaging = fleet.app.get(MessagingService);
  });
  afterEach(() => {
    behaviour.before = undefined;
  });
  afterAll(() => fleet?.close());

  const emit = (userId: number, version = 1, type: 'user.created' | 'user.updated' | 'user.deleted' = 'user.created') =>
    unitOfWork.run(() => outbox.add({ type, aggregateId: String(userId), data: user(userId, version) }));

  const publish = async (messages: object[], routingKey = 'user.created') => {
    const connection = await brokerConnection();
    const channel = await connection.createConfirmChannel();
    for (const message of messages) {
      channel.publish(fleet.exchange, routingKey, Buffer.from(JSON.stringify(message)), { persistent: true });
    }
    await channel.waitForConfirms();
    await connection.close();
  };

  const cloudEvent = (
    id: string,
    userId: number,
    version: number,
    type: 'user.created' | 'user.updated' | 'user.deleted',
  ) =>
    toCloudEvent({
      id,
      source: 'test',
      type,
      subject: String(userId),
      time: '2026-01-01T00:00:00.000Z',
      data: user(userId, version),
    });

  const settled = async (userId: number) => {
    const marker = nextUser++;
    await emit(marker);
    await until(
      () => fleet.effects(marker),
      (rows) => rows.length === 1,
    );
    return fleet.effects(userId);
  };

  it('an event that was committed arrives with its data', async () => {
    const id = nextUser++;
    await emit(id);
    expect(
      await until(
        () => fleet.effects(id),
        (rows) => rows.length > 0,
      ),
    ).toEqual([{ user_id: id, type: 'user.created', version: 1 }]);
    await until(
      () => messaging.backlog(),
      ({ pending }) => pending === 0,
    );
  });

  it('P4: a transaction that rolls back emits nothing', async () => {
    const id = nextUser++;
    const failing = unitOfWork.run(async () => {
      await outbox.add({ type: 'user.created', aggregateId: String(id), data: user(id) });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await settled(id)).toEqual([]);
    expect(await fleet.dataSource.query('SELECT 1 FROM outbox WHERE aggregate_id = ?', [String(id)])).toEqual([]);
  });

  it('an event outside a transaction is refused', async () => {
    await expect(outbox.add({ type: 'user.created', aggregateId: '1', data: user(1) })).rejects.toThrow(
      'in the transaction of its change',
    );
  });

  it('P2: a message that is published twice, because the relay died before marking it, has one effect', async () => {
    const id = nextUser++;
    await emit(id);
    await until(
      () => fleet.effects(id),
      (rows) => rows.length === 1,
    );
    await until(
      () => messaging.backlog(),
      ({ pending }) => pending === 0,
    );
    await fleet.dataSource.query('UPDATE outbox SET sent_at = NULL WHERE aggregate_id = ?', [String(id)]);
    await until(
      () => messaging.backlog(),
      ({ pending }) => pending === 0,
    );
    expect(await settled(id)).toHaveLength(1);
  });

  it('P6: one message delivered 50 times in parallel has one effect', async () => {
    const id = nextUser++;
    await publish(Array(50).fill(cloudEvent(`fifty-${id}`, id, 1, 'user.created')));
    await until(
      () => fleet.effects(id),
      (rows) => rows.length > 0,
    );
    const inbox = await fleet.dataSource.query('SELECT COUNT(*) AS n FROM inbox WHERE message_id = ?', [`fifty-${id}`]);
    expect(await settled(id)).toEqual([{ user_id: id, type: 'user.created', version: 1 }]);
    expect(Number(inbox[0].n)).toBe(1);
    expect((await messaging.deadLetters(list)).data).toEqual([]);
  });

  it('an older version that arrives late is not applied, and a deleted aggregate is not revived', async () => {
    const id = nextUser++;
    await publish([cloudEvent(`v3-${id}`, id, 3, 'user.updated')]);
    await until(
      () => fleet.effects(id),
      (rows) => rows.length === 1,
    );
    await publish([cloudEvent(`v2-${id}`, id, 2, 'user.updated'), cloudEvent(`v1-${id}`, id, 1, 'user.created')]);
    await publish([cloudEvent(`v4-${id}`, id, 4, 'user.deleted')]);
    await until(
      () => fleet.effects(id),
      (rows) => rows.length === 2,
    );
    await publish([cloudEvent(`v3b-${id}`, id, 3, 'user.updated')]);
    expect((await settled(id)).map((row) => [row.type, row.version])).toEqual([
      ['user.updated', 3],
      ['user.deleted', 4],
    ]);
    const [tombstone] = await fleet.dataSource.query(
      'SELECT version, deleted_at FROM consumed_aggregates WHERE aggregate_id = ?',
      [String(id)],
    );
    expect(Number(tombstone.version)).toBe(4);
    expect(tombstone.deleted_at).not.toBeNull();
  });

  it('P7: a poison message is parked after bounded attempts, delays no neighbour, and can be redriven', async () => {
    const poison = nextUser++;
    let attempts = 0;
    behaviour.before = async (event) => {
      if (event.data.userId !== poison) return;
      attempts += 1;
      throw new Error('cannot digest this');
    };
    await emit(poison);
    const neighbours = Array.from({ length: 50 }, () => nextUser++);
    for (const id of neighbours) await emit(id);
    await until(
      async () => (await Promise.all(neighbours.map((id) => fleet.effects(id)))).flat(),
      (rows) => rows.length === 50,
      5000,
    );

    const parked = await until(
      () => messaging.deadLetters(list),
      ({ data }) => data[0]?.status === 'dead',
    );
    expect(parked.data).toEqual([
      expect.objectContaining({
        type: 'user.created.v1',
        attempts: 3,
        error: expect.stringContaining('cannot digest this'),
      }),
    ]);
    expect(attempts).toBe(3);
    expect(await fleet.effects(poison)).toEqual([]);

    behaviour.before = undefined;
    await messaging.redriveDeadLetter(parked.data[0].id);
    await until(
      () => fleet.effects(poison),
      (rows) => rows.length === 1,
    );
    expect(
      (
        await until(
          () => messaging.deadLetters(list),
          ({ data }) => data.length === 0,
        )
      ).data,
    ).toEqual([]);
  });

  it('P16: an event of a newer version with more fields is applied; one that breaks its contract is parked at once', async () => {
    const id = nextUser++;
    const newer = cloudEvent(`newer-${id}`, id, 1, 'user.created');
    await publish([{ ...newer, type: 'user.created.v2', data: { ...newer.data, nickname: 'U' } }]);
    await until(
      () => fleet.effects(id),
      (rows) => rows.length === 1,
    );

    const broken = nextUser++;
    await publish([{ ...cloudEvent(`broken-${broken}`, broken, 1, 'user.created'), data: { userId: broken } }]);
    const parked = await until(
      () => messaging.deadLetters(list),
      ({ data }) => data.length === 1,
    );
    expect(parked.data[0]).toMatchObject({ status: 'dead', attempts: 1, error: expect.stringContaining('email') });
    await messaging.discardDeadLetter(parked.data[0].id);
    expect(await settled(broken)).toEqual([]);
  });

  it("what is no event at all goes to the broker's dead letter queue, and consuming goes on", async () => {
    await publish([{ hello: 'world' }]);
    const connection = await brokerConnection();
    const channel = await connection.createChannel();
    const aside = await until(
      () => channel.checkQueue(`${fleet.queue}.dead`),
      ({ messageCount }) => messageCount === 1,
    );
    expect(aside.messageCount).toBe(1);
    await connection.close();
    expect(await settled(-1)).toEqual([]);
  });

  it('a queue that is deleted under its consumer is declared and consumed again', async () => {
    const connection = await brokerConnection();
    const channel = await connection.createChannel();
    await channel.deleteQueue(fleet.queue);
    await connection.close();
    const id = nextUser++;
    await until(
      async () => {
        await emit(nextUser++);
        return fleet.effects();
      },
      (rows) => rows.some((row) => row.user_id > id),
      30_000,
    );
  });
});

describe('a consumer that has never started', () => {
  it('finds the events that were sent before it', async () => {
    const sender = await startMessagingApp({ consume: false });
    try {
      await sender.app
        .get(UnitOfWork)
        .run(() => sender.app.get(Outbox).add({ type: 'user.created', aggregateId: '1', data: user(1) }));
      await until(
        () => sender.app.get(MessagingService).backlog(),
        ({ pending }) => pending === 0,
      );
      const consumer = await startMessagingApp({ database: sender.database, prefix: sender.prefix });
      await until(
        () => sender.effects(),
        (rows) => rows.length === 1,
      );
      await consumer.close();
    } finally {
      await sender.close();
    }
  });
});

describe('P8: an event without a queue', () => {
  it('stays pending and is reported, holds back its own aggregate only, and leaves when a queue is there', async () => {
    const fleet = await startMessagingApp({ consume: false });
    try {
      const unitOfWork = fleet.app.get(UnitOfWork);
      const outbox = fleet.app.get(Outbox);
      const messaging = fleet.app.get(MessagingService);
      const connection = await brokerConnection();
      const channel = await connection.createChannel();
      await until(
        async () => fleet.app.get(EventPublisher).connected,
        (value) => value,
      );
      for (const service of EVENT_CONSUMERS) await channel.deleteQueue(names(fleet.prefix).queue(service));
      await unitOfWork.run(async () => {
        await outbox.add({ type: 'user.created', aggregateId: '1', data: user(1) });
        await outbox.add({ type: 'user.updated', aggregateId: '1', data: user(1, 2) });
        // pricing.rule.* has no consumer, so that nobody's queue is missed.
        await outbox.add({ type: 'pricing.rule.deleted', aggregateId: '9', data: rule() });
      });
      const waiting = await until(
        () => messaging.outbox(list),
        ({ data, pending }) => pending === 2 && data[0].attempts > 0,
      );
      expect(waiting.data).toEqual([
        expect.objectContaining({
          type: 'user.created',
          error: 'no queue receives user.created; expected: customer-service, carrier-service',
        }),
        expect.objectContaining({ type: 'user.updated', attempts: 0 }),
      ]);
      expect(waiting.lagSeconds).toBeGreaterThan(0);

      await declareTopology(channel, fleet.prefix);
      await messaging.redriveOutbox(waiting.data[0].id);
      await until(
        () => messaging.backlog(),
        ({ pending }) => pending === 0,
      );
      const received: string[] = [];
      await channel.consume(fleet.queue, (message) => message && received.push(message.fields.routingKey), {
        noAck: true,
      });
      await until(
        async () => received,
        (keys) => keys.length === 2,
      );
      expect(received).toEqual(['user.created', 'user.updated']);
      await connection.close();
    } finally {
      await fleet.close();
    }
  });
});

function rule() {
  return {
    ruleId: 9,
    name: 'r',
    description: null,
    isActive: true,
    priority: 1,
    validFrom: null,
    validTo: null,
    conditions: {},
    pricing: {},
    version: 1,
    deletedAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}

describe('P5: three relays', () => {
  it('send 10,000 events without losing one, in order per aggregate', async () => {
    const first = await startMessagingApp({ consume: false });
    const shared = { database: first.database, prefix: first.prefix, consume: false };
    const others = [await startMessagingApp(shared), await startMessagingApp(shared)];
    const connection = await brokerConnection();
    try {
      const channel = await connection.createChannel();
      await declareTopology(channel, first.prefix);
      const received = new Map<string, number[]>();
      const seen = new Set<string>();
      await channel.consume(
        first.queue,
        (message) => {
          if (!message) return;
          const event = JSON.parse(message.content.toString());
          // At least once: what comes again after the lease changed hands counts where it came first.
          if (seen.has(event.id)) return;
          seen.add(event.id);
          received.set(event.subject, [...(received.get(event.subject) ?? []), event.data.version]);
        },
        { noAck: true },
      );

      const unitOfWork = first.app.get(UnitOfWork);
      const outbox = first.app.get(Outbox);
      const aggregates = Array.from({ length: 200 }, (_, index) => index + 1);
      const versions = Array.from({ length: 50 }, (_, index) => index + 1);
      for (const version of versions) {
        await unitOfWork.run(() =>
          outbox.addAll(
            aggregates.map((id) => ({
              type: 'user.updated' as const,
              aggregateId: String(id),
              data: user(id, version),
            })),
          ),
        );
        // Whoever holds the lease loses its connection in the middle of the backlog, and another goes on.
        if (version % 20 === 0) await loseLease(first);
      }
      await until(
        () => first.app.get(MessagingService).backlog(),
        ({ pending }) => pending === 0,
        40_000,
      );
      await until(
        async () => seen.size,
        (size) => size === 10_000,
      );
      for (const id of aggregates) expect(received.get(String(id))).toEqual(versions);
    } finally {
      await connection.close();
      for (const other of others) await other.app.close();
      await first.close();
    }
  });
});

/** Kills the connection that holds the relay's lease, as a crash of its process would. */
async function loseLease({ dataSource }: MessagingApp): Promise<void> {
  const [{ holder }] = await dataSource.query("SELECT IS_USED_LOCK(CONCAT('outbox:', DATABASE())) AS holder");
  if (holder) await dataSource.query(`KILL ${Number(holder)}`);
}
