import { EVENT_CONSUMERS } from '@hybrid-fleet/contracts';
import { brokerConnection, holdBack, type MessagingApp, startMessagingApp, user } from '../../test/messaging-app.js';
import { until } from '../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventPublisher } from './event.publisher.js';
import { MessagingService } from './messaging.service.js';
import { Outbox } from './outbox.js';
import { declareTopology, names } from './topology.js';

const list = { page: 1, limit: 100 } as never;

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

      // It would be tried again by itself: it leaves because of the redrive, and not before.
      await holdBack(fleet, waiting.data[0].id);
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
