import { toCloudEvent } from '@hybrid-fleet/contracts';
import { behaviour, brokerConnection, type MessagingApp, startMessagingApp, user } from '../../test/messaging-app.js';
import { deferred, until } from '../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { MessagingService } from './messaging.service.js';
import { Outbox } from './outbox.js';
import { RECONCILE_BATCH, reconcile } from './reconcile.js';

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
    const neighboursArrived = deferred();
    let attempts = 0;
    behaviour.before = async (event) => {
      if (event.data.userId !== poison) return;
      attempts += 1;
      // Its last attempt is not over before they are there: who waits for the poison waits for ever.
      if (attempts === 3) await neighboursArrived.promise;
      throw new Error('cannot digest this');
    };
    await emit(poison);
    const neighbours = Array.from({ length: 50 }, () => nextUser++);
    for (const id of neighbours) await emit(id);
    await until(
      async () => (await Promise.all(neighbours.map((id) => fleet.effects(id)))).flat(),
      (rows) => rows.length === 50,
    );
    neighboursArrived.resolve();

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

  it('reconcile says every state again, and a consumer applies what it does not have yet', async () => {
    const known = nextUser++;
    await emit(known, 5, 'user.updated');
    await until(
      () => fleet.effects(known),
      (rows) => rows.length === 1,
    );
    const rows = [{ id: known }, ...Array.from({ length: RECONCILE_BATCH }, () => ({ id: nextUser++ }))];
    const count = await reconcile(
      { unitOfWork, outbox },
      async (_manager, afterId) => rows.filter(({ id }) => id > afterId).slice(0, RECONCILE_BATCH),
      ({ id }) => ({ type: 'user.updated', data: user(id, 5) }),
    );
    expect(count).toBe(RECONCILE_BATCH + 1);
    const last = rows.at(-1)?.id ?? 0;
    const applied = await until(
      async () => (await fleet.effects()).filter((row) => row.user_id > known && row.user_id <= last),
      (found) => found.length >= RECONCILE_BATCH,
    );
    expect(applied).toHaveLength(RECONCILE_BATCH);
    expect(await settled(known)).toHaveLength(1);
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
    );
  });
});
