import type { ServiceName } from '@hybrid-fleet/contracts';

/** The part of the environment that messaging reads. */
export interface MessagingConfig {
  RABBITMQ_HOST: string;
  RABBITMQ_PORT: number;
  RABBITMQ_USER: string;
  RABBITMQ_PASSWORD: string;
  RABBITMQ_VHOST: string;
  EVENT_MAX_ATTEMPTS: number;
  EVENT_RETRY_BASE_MS: number;
  EVENT_PREFETCH: number;
  OUTBOX_POLL_MS: number;
}

export interface MessagingOptions {
  service: ServiceName;
  /** Before the names of exchanges and queues: keeps fleets on one broker apart. */
  prefix: string;
}

export const MESSAGING_OPTIONS = Symbol('MESSAGING_OPTIONS');

export function brokerUrl(config: MessagingConfig): string {
  const { RABBITMQ_USER: user, RABBITMQ_PASSWORD: password, RABBITMQ_HOST: host, RABBITMQ_PORT: port } = config;
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `amqp://${account}@${host}:${port}/${encodeURIComponent(config.RABBITMQ_VHOST)}?heartbeat=10`;
}
