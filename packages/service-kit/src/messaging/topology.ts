import { consumedBy, EVENT_CONSUMERS, EVENT_EXCHANGE, type ServiceName } from '@hybrid-fleet/contracts';
import type { Channel } from 'amqplib';

/** Redeliveries that the broker itself allows. Ours are bounded by rows; crashes and pauses must not use the message up. */
const DELIVERY_LIMIT = 1_000_000;

/** The broker's names; a prefix keeps fleets that share one broker apart. */
export function names(prefix: string) {
  const exchange = `${prefix}${EVENT_EXCHANGE}`;
  return {
    exchange,
    /** Where the broker puts what a service could not read. */
    deadExchange: `${exchange}.dead`,
    queue: (service: ServiceName) => `${prefix}${service}.events`,
    deadQueue: (service: ServiceName) => `${prefix}${service}.events.dead`,
  };
}

/**
 * Declares the whole contract: the exchange and each consumer's queue with its bindings. Senders do it too, because an
 * event that reaches one of its consumers counts as routed: without the queue of another that has never started, that
 * one would miss the event and nobody would know.
 */
export async function declareTopology(channel: Channel, prefix: string): Promise<void> {
  const { exchange, deadExchange } = names(prefix);
  await channel.assertExchange(exchange, 'topic', { durable: true });
  await channel.assertExchange(deadExchange, 'direct', { durable: true });
  for (const service of EVENT_CONSUMERS) await declareQueues(channel, prefix, service);
}

async function declareQueues(channel: Channel, prefix: string, service: ServiceName): Promise<void> {
  const { exchange, deadExchange, queue, deadQueue } = names(prefix);
  await channel.assertQueue(deadQueue(service), { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(deadQueue(service), deadExchange, queue(service));
  await channel.assertQueue(queue(service), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': deadExchange,
      'x-dead-letter-routing-key': queue(service),
    },
  });
  for (const type of consumedBy(service)) await channel.bindQueue(queue(service), exchange, type);
}
