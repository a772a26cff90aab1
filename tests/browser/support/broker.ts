import { randomUUID } from 'node:crypto';
import { EVENT_EXCHANGE, toCloudEvent, typeWithoutVersion } from '@hybrid-fleet/contracts';
import { connect } from 'amqplib';

/** Sends user.created about nobody that customer-service can use, past the services; answers its subject. */
export async function publishBrokenEvent(): Promise<string> {
  const subject = String(2_000_000_000 + Math.floor(Math.random() * 100_000_000));
  const event = toCloudEvent({
    id: randomUUID(),
    source: 'auth-service',
    type: 'user.created',
    subject,
    time: new Date().toISOString(),
    data: { userId: Number(subject) },
  });
  const connection = await connect({
    hostname: '127.0.0.1',
    port: Number(process.env.RABBITMQ_PORT),
    username: process.env.RABBITMQ_USER,
    password: process.env.RABBITMQ_PASSWORD,
    vhost: process.env.RABBITMQ_VHOST,
  });
  try {
    const channel = await connection.createConfirmChannel();
    channel.publish(EVENT_EXCHANGE, typeWithoutVersion(event.type), Buffer.from(JSON.stringify(event)), {
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      type: event.type,
      persistent: true,
    });
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
  return subject;
}
