import type { Line } from './charges.js';
import type { QuoteRequest, Rule } from './rule.js';
import type { Candidate, Selection } from './selection.js';
import type { ChargeableWeight } from './weight.js';

/** One step of how a quote came about, in order; amounts are decimal strings in the quote's currency. */
export interface Step {
  code: string;
  message: string;
  ruleId?: number;
  amount?: string;
}

/** So many rules that nearly applied are told; more would only make stored quotes large. */
const NEAR_MISSES = 10;

export function weightStep(request: QuoteRequest, weight: ChargeableWeight): Step {
  if (!weight.dimensional) return { code: 'chargeable_weight', message: `${weight.actual} kg as weighed` };
  const size = Object.values(request.dimensions ?? {}).join(' × ');
  const volume = `${size} cm over ${request.dimensionalDivisor} is ${weight.dimensional} kg`;
  return {
    code: 'chargeable_weight',
    message: `${weight.chargeable} kg: ${weight.actual} kg as weighed, ${volume}, the larger counts`,
  };
}

/** Rules one condition away are what an admin asks about; those of other carriers are not. */
function isNearMiss({ mismatches }: Candidate): boolean {
  return mismatches.length === 1 && !['carrierId', 'isActive', 'currency'].includes(mismatches[0]?.condition ?? '');
}

function missStep({ ruleId, name, mismatches }: Candidate): Step {
  const why = mismatches.map(({ condition, reason }) => `${condition} ${reason}`).join('; ');
  const code = mismatches[0]?.condition === 'currency' ? 'other_currency' : 'not_matched';
  return { code, ruleId, message: `"${name}" does not apply: ${why}` };
}

export function selectionSteps({ base, matching, rejected }: Selection): Step[] {
  const considered = matching.length + rejected.length;
  return [
    { code: 'rules_matched', message: `${matching.length} of ${considered} rules apply` },
    ...rejected.filter(({ mismatches }) => mismatches[0]?.condition === 'currency').map(missStep),
    ...rejected.filter(isNearMiss).slice(0, NEAR_MISSES).map(missStep),
    ...matching
      .filter((rule) => rule !== base)
      .map((rule) => ({
        code: 'matched',
        ruleId: rule.id,
        message: `"${rule.name}" applies: its surcharges and discounts count, its rates do not`,
      })),
  ];
}

export function modifierStep(code: 'surcharge' | 'discount', entry: Line, subtotal: string): Step {
  const how = entry.percentage === undefined ? 'a fixed amount' : `${entry.percentage} % of ${subtotal}`;
  return { code, ruleId: entry.ruleId, amount: entry.amount, message: `${code} ${entry.type}: ${how}` };
}

export function baseStep(base: Rule, amount: string): Step {
  const message = `"${base.name}" has the highest precedence (priority ${base.priority}) and gives the rates`;
  return { code: 'base_rate', ruleId: base.id, amount, message };
}
