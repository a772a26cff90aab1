import type { QuoteRequest, Rule, RuleConditions, RulePricing } from '../src/engine/index.js';

export const NOON = new Date('2026-11-23T12:00:00.000Z');

export function rule(id: number, pricing: Partial<RulePricing>, rest: Partial<Omit<Rule, 'pricing'>> = {}): Rule {
  return {
    id,
    version: 1,
    name: `Rule ${id}`,
    isActive: true,
    priority: 0,
    conditions: {},
    ...rest,
    pricing: { baseRate: '10', currency: 'EUR', ...pricing },
  };
}

export function conditioned(id: number, conditions: RuleConditions, rest: Partial<Omit<Rule, 'pricing'>> = {}): Rule {
  return rule(id, {}, { conditions, ...rest });
}

export function request(rest: Partial<QuoteRequest> = {}): QuoteRequest {
  return { carrierId: 1, serviceType: 'express', weight: 2.5, originCountry: 'DE', destinationCountry: 'FR', ...rest };
}
