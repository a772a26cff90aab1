import { type CloudEvent, EVENT_TYPES, type EventType, isEventType, typeWithoutVersion } from '@hybrid-fleet/contracts';

/** An event as a handler gets it. */
export interface ReceivedEvent<Data = Record<string, unknown>> {
  id: string;
  type: EventType;
  aggregateId: string;
  /** The aggregate's version after what the event tells of. */
  version: number;
  time: string;
  data: Data;
}

/** The event could be read but is not what its contract says; trying again will not help, a person must look. */
export class EventMismatch extends Error {}

/** Checks an event against the contract that this release knows; fields that a newer sender added are dropped. */
export function receive(event: CloudEvent): ReceivedEvent<Record<string, unknown> & { version: number }> {
  const type = typeWithoutVersion(event.type);
  if (!isEventType(type)) throw new EventMismatch(`no event type ${event.type} is known`);
  const parsed = EVENT_TYPES[type].schema.safeParse(event.data);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new EventMismatch(`${event.type} does not fit its contract: ${fields}`);
  }
  return {
    id: event.id,
    type,
    aggregateId: event.subject,
    version: parsed.data.version,
    time: event.time,
    data: parsed.data,
  };
}
