import { conditionCount, type Mismatch, mismatches } from './matching.js';
import { type Exact, exact } from './money.js';
import type { QuoteRequest, Rule } from './rule.js';

export interface Candidate {
  ruleId: number;
  name: string;
  mismatches: Mismatch[];
}

export interface Selection {
  /** The rule that gives base, weight and distance rates and the bounds; undefined when no rule can. */
  base?: Rule;
  /** All rules that match and are in the base rule's currency, the base rule among them, in order of precedence. */
  matching: Rule[];
  rejected: Candidate[];
}

/** Higher priority first, then the one with more conditions, then the older one: a total order, whatever came in. */
export function byPrecedence(a: Rule, b: Rule): number {
  return b.priority - a.priority || conditionCount(b.conditions) - conditionCount(a.conditions) || a.id - b.id;
}

function rejection(rule: Rule, found: Mismatch[]): Candidate {
  return { ruleId: rule.id, name: rule.name, mismatches: found };
}

export function selectRules(request: QuoteRequest, rules: Rule[], weight: Exact, at: Date): Selection {
  const distance = request.distance === undefined ? undefined : exact(request.distance);
  const rejected: Candidate[] = [];
  const fitting = [...rules].sort(byPrecedence).filter((rule) => {
    const found = mismatches(rule, request, weight, distance, at);
    if (found.length) rejected.push(rejection(rule, found));
    return !found.length;
  });
  const base = fitting.find((rule) => exact(rule.pricing.baseRate).gt(0));
  if (!base) {
    const found = [{ condition: 'baseRate', reason: 'matches, but has no base rate above 0 to start from' }];
    return { matching: [], rejected: [...fitting.map((rule) => rejection(rule, found)), ...rejected] };
  }
  const { currency } = base.pricing;
  const matching = fitting.filter((rule) => {
    if (rule.pricing.currency === currency) return true;
    const reason = `is in ${rule.pricing.currency}, the base rate is in ${currency}`;
    rejected.push(rejection(rule, [{ condition: 'currency', reason }]));
    return false;
  });
  return { base, matching, rejected };
}
