import { requestContext, UnitOfWork, unprocessable } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { type NoQuote, quote } from '../engine/index.js';
import { ActiveRules, type RuleSet } from '../rules/active-rules.js';
import type { CalculateBody } from './dto/calculate.dto.js';
import type { CalculationView, PreviewView } from './dto/calculation.dto.js';
import { PricingAnswer } from './pricing-answer.entity.js';
import { PricingCalculation } from './pricing-calculation.entity.js';
import { type Shipment, Shipments } from './shipments.js';

/** So many rules that failed are answered, the nearest first; an answer must not grow with the number of rules. */
const MOST_CANDIDATES = 50;

function noApplicableRule({ candidates }: NoQuote, ruleSetVersion: number) {
  return unprocessable('no_applicable_rule', 'No pricing rule applies to this; see why each failed.', [], {
    ruleSetVersion,
    candidateCount: candidates.length,
    candidates: candidates.slice(0, MOST_CANDIDATES),
  });
}

/** The price of a shipment by these rules, as at an instant; a 422 problem where none of them applies. */
export function priced({ request, quoteRequest }: Shipment, { rules, version }: RuleSet, at: Date): PreviewView {
  const result = quote(quoteRequest, rules, at);
  if (result.outcome === 'no_applicable_rule') throw noApplicableRule(result, version);
  const { calculation, appliedRules, trace } = result;
  const { requestId } = requestContext();
  return {
    requestId,
    request,
    calculation,
    appliedRules,
    trace,
    ruleSetVersion: version,
    calculatedAt: at.toISOString(),
  };
}

@Injectable()
export class QuotesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shipments: Shipments,
    private readonly rules: ActiveRules,
  ) {}

  /** The price by today's rules of what is asked at `now`. */
  async preview(body: CalculateBody, now = new Date()): Promise<PreviewView> {
    const shipment = await this.shipments.complete(body);
    return priced(shipment, await this.rules.current(), now);
  }

  /** The same as a preview, and kept. */
  async calculate(body: CalculateBody, now = new Date()): Promise<CalculationView> {
    return this.keep(await this.preview(body, now));
  }

  /** Adds a price to the quotes that were given. */
  async keep(answer: PreviewView): Promise<CalculationView> {
    const { request, calculation, appliedRules, trace, requestId, ruleSetVersion, calculatedAt } = answer;
    const { carrierId, serviceType, originCountry, destinationCountry, customerId = null } = request;
    const { total, currency } = calculation;
    return this.unitOfWork.run(async (manager) => {
      const result = await manager.insert(PricingCalculation, {
        ...{ requestId, carrierId, serviceType, originCountry, destinationCountry, customerId, total, currency },
        ...{ ruleSetVersion, calculatedAt: new Date(calculatedAt) },
      });
      const id = Number(result.identifiers[0]?.id);
      await manager.insert(PricingAnswer, { id, request, calculation, appliedRules, trace } as object);
      return { id, ...answer };
    });
  }
}
