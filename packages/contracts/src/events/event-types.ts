import type { z } from 'zod';
import type { ServiceName } from '../permissions/service-account.catalogue.js';
import { carrierState, customerState, pricingRuleState, userState } from './event-payloads.js';

interface EventDefinition<S extends z.ZodObject> {
  /** Version of the payload's shape: part of the CloudEvents type, not of the routing key. */
  schemaVersion: number;
  aggregate: 'user' | 'customer' | 'carrier' | 'pricing.rule';
  schema: S;
  /** Who must receive it: an event with a consumer that reaches no queue is an error, one without is not. */
  consumers: readonly ServiceName[];
}

const define = <S extends z.ZodObject>(definition: EventDefinition<S>) => definition;

const user = define({
  schemaVersion: 1,
  aggregate: 'user',
  schema: userState,
  // customer-service keeps a profile for every user; carrier-service drops the owner from its cache.
  consumers: ['customer-service', 'carrier-service'],
});

const customer = define({
  schemaVersion: 1,
  aggregate: 'customer',
  schema: customerState,
  consumers: ['pricing-service'],
});

const carrier = define({
  schemaVersion: 1,
  aggregate: 'carrier',
  schema: carrierState,
  consumers: ['pricing-service'],
});

const pricingRule = define({
  schemaVersion: 1,
  aggregate: 'pricing.rule',
  schema: pricingRuleState,
  consumers: [],
});

/** Every event of the fleet, by its type without version, which is also its routing key. */
export const EVENT_TYPES = {
  'user.created': user,
  'user.updated': user,
  'user.deactivated': user,
  'user.deleted': user,
  'customer.created': customer,
  'customer.updated': customer,
  'customer.deleted': customer,
  'customer.restored': customer,
  'carrier.created': carrier,
  'carrier.updated': carrier,
  'carrier.deleted': carrier,
  'carrier.restored': carrier,
  'pricing.rule.created': pricingRule,
  'pricing.rule.updated': pricingRule,
  'pricing.rule.deleted': pricingRule,
  'pricing.rule.restored': pricingRule,
} as const;

export type EventType = keyof typeof EVENT_TYPES;
export type EventData<T extends EventType> = z.output<(typeof EVENT_TYPES)[T]['schema']>;

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENT_TYPES, type);
}

/** The types that `service` receives: its queue's bindings. */
export function consumedBy(service: ServiceName): EventType[] {
  return (Object.keys(EVENT_TYPES) as EventType[]).filter((type) =>
    (EVENT_TYPES[type].consumers as readonly ServiceName[]).includes(service),
  );
}

/** Every service that receives events. */
export const EVENT_CONSUMERS: readonly ServiceName[] = [
  ...new Set(Object.values(EVENT_TYPES).flatMap((definition): readonly ServiceName[] => definition.consumers)),
];
