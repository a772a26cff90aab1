import { z } from 'zod';
import { EVENT_TYPES, type EventType } from './event-types.js';

/** The durable topic exchange that all events go through. */
export const EVENT_EXCHANGE = 'hybrid.events';

/** CloudEvents 1.0 in JSON, structured mode: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(64),
  source: z.string(),
  /** The type and the version of its payload: `user.created.v1`. */
  type: z.string().regex(/^[a-z][a-z.]*\.v\d+$/),
  /** The aggregate's id. */
  subject: z.string().min(1).max(64),
  time: z.string(),
  datacontenttype: z.literal('application/json').optional(),
  data: z.record(z.string(), z.unknown()),
});

export type CloudEvent = z.output<typeof cloudEvent>;

/** `user.created.v1` → `user.created`, which is the routing key. */
export function typeWithoutVersion(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

export function toCloudEvent(event: {
  id: string;
  source: string;
  type: EventType;
  subject: string;
  time: string;
  data: Record<string, unknown>;
}): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: `/${event.source}`,
    type: `${event.type}.v${EVENT_TYPES[event.type].schemaVersion}`,
    subject: event.subject,
    time: event.time,
    datacontenttype: 'application/json',
    data: event.data,
  };
}
