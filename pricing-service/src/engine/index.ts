export type { Line } from './charges.js';
export type { Mismatch } from './matching.js';
export { exact, isCurrency, minorUnits } from './money.js';
export type { AppliedRule, Calculation, NoQuote, Quote } from './quote.js';
export { quote } from './quote.js';
export type { Modifier, QuoteRequest, Range, Rule, RuleConditions, RulePricing, WeightBand } from './rule.js';
export type { Candidate } from './selection.js';
export type { Step } from './trace.js';
export { endOf, startOf } from './validity.js';
