import { bandOf, bounded, distanceCharge, type Line, lines, lineTotal, weightCharge } from './charges.js';
import { type Exact, exact, formatMoney, roundMoney, sum } from './money.js';
import type { QuoteRequest, Rule } from './rule.js';
import { type Candidate, selectRules } from './selection.js';
import { baseStep, modifierStep, type Step, selectionSteps, weightStep } from './trace.js';
import { chargeableWeight } from './weight.js';

/** Decimal strings; subtotal + surcharges − discounts + adjustment + taxes is exactly total. */
export interface Calculation {
  baseRate: string;
  weightRate: string;
  distanceRate: string;
  surcharges: Line[];
  discounts: Line[];
  subtotal: string;
  /** What minimum charge, maximum charge and the floor at 0 added or took away. */
  adjustment: string;
  taxes: string;
  total: string;
  currency: string;
}

export interface AppliedRule {
  ruleId: number;
  name: string;
  version: number;
  priority: number;
  gave: ('rates' | 'surcharges' | 'discounts')[];
}

export interface Quote {
  outcome: 'quoted';
  calculation: Calculation;
  appliedRules: AppliedRule[];
  trace: Step[];
}

export interface NoQuote {
  outcome: 'no_applicable_rule';
  /** Every rule that was considered, those that failed the fewest conditions first. */
  candidates: Candidate[];
}

function weightMessage(rule: Rule, weight: Exact): string {
  const { weightBands, perKgRate = '0' } = rule.pricing;
  if (!weightBands?.length) return `${weight} kg at ${perKgRate} per kg`;
  const end = bandOf(weightBands, weight)?.upTo;
  return `${weight} kg lies in the band ${end === undefined ? 'without an end' : `below ${end} kg`}, a flat price`;
}

function distanceMessage(rule: Rule, distance: number | undefined): string {
  const { perKmRate = '0' } = rule.pricing;
  return distance === undefined ? 'the request gives no distance' : `${distance} km at ${perKmRate} per km`;
}

function applied(base: Rule, matching: Rule[]): AppliedRule[] {
  return matching
    .map(({ id, name, version, priority, pricing }) => {
      const gave: AppliedRule['gave'] = id === base.id ? ['rates'] : [];
      if (pricing.surcharges?.length) gave.push('surcharges');
      if (pricing.discounts?.length) gave.push('discounts');
      return { ruleId: id, name, version, priority, gave };
    })
    .filter(({ gave }) => gave.length > 0);
}

/**
 * The price of one shipment at an instant. Pure: the same request, rules and instant give the same quote for ever,
 * in whatever order the rules come.
 */
export function quote(request: QuoteRequest, rules: Rule[], at: Date): Quote | NoQuote {
  const weight = chargeableWeight(request);
  const selection = selectRules(request, rules, weight.chargeable, at);
  const { base, matching, rejected } = selection;
  if (!base) {
    const candidates = [...rejected].sort((a, b) => a.mismatches.length - b.mismatches.length);
    return { outcome: 'no_applicable_rule', candidates };
  }

  const { currency } = base.pricing;
  const money = (value: Exact) => formatMoney(value, currency);
  const distance = request.distance === undefined ? undefined : exact(request.distance);
  const baseRate = roundMoney(exact(base.pricing.baseRate), currency);
  const weightRate = weightCharge(base, weight.chargeable);
  const distanceRate = distanceCharge(base, distance);
  const subtotal = sum([baseRate, weightRate, distanceRate]);
  const surcharges = lines(matching, 'surcharges', subtotal, currency);
  const discounts = lines(matching, 'discounts', subtotal, currency);
  const net = subtotal.plus(lineTotal(surcharges)).minus(lineTotal(discounts));
  const { value: total, bounds } = bounded(net, base);
  // No rule carries a tax today; the line is part of the sum so that clients add up the same way when one does.
  const taxes = exact(0);

  const calculation: Calculation = {
    baseRate: money(baseRate),
    weightRate: money(weightRate),
    distanceRate: money(distanceRate),
    surcharges,
    discounts,
    subtotal: money(subtotal),
    adjustment: money(total.minus(net)),
    taxes: money(taxes),
    total: money(total.plus(taxes)),
    currency,
  };
  const trace: Step[] = [
    weightStep(request, weight),
    ...selectionSteps(selection),
    baseStep(base, calculation.baseRate),
    step('weight_rate', weightMessage(base, weight.chargeable), calculation.weightRate, base.id),
    step('distance_rate', distanceMessage(base, request.distance), calculation.distanceRate, base.id),
    step('subtotal', 'base, weight and distance rate', calculation.subtotal),
    ...surcharges.map((entry) => modifierStep('surcharge', entry, calculation.subtotal)),
    ...discounts.map((entry) => modifierStep('discount', entry, calculation.subtotal)),
    ...bounds.map((code) => step(code, `${money(net)} before it`, calculation.adjustment, base.id)),
    step('total', `in ${currency}`, calculation.total),
  ];
  return { outcome: 'quoted', calculation, appliedRules: applied(base, matching), trace };
}

function step(code: string, message: string, amount: string, ruleId?: number): Step {
  return ruleId === undefined ? { code, message, amount } : { code, message, ruleId, amount };
}
