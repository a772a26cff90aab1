import {
  csvFile,
  definedFields,
  notFound,
  type Page,
  paginate,
  recordBatches,
  type Sort,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { CALCULATION_COLUMNS } from './calculation.columns.js';
import type { CalculationExport, CalculationFilters, CalculationList, CalculationView } from './dto/calculation.dto.js';
import { PricingAnswer } from './pricing-answer.entity.js';
import { PricingCalculation } from './pricing-calculation.entity.js';

function toCalculationView(quote: PricingCalculation, answer: PricingAnswer): CalculationView {
  const { id, requestId, ruleSetVersion, calculatedAt } = quote;
  const { request, calculation, appliedRules, trace } = answer;
  return {
    ...{ id, requestId, request, calculation, appliedRules, trace, ruleSetVersion },
    calculatedAt: calculatedAt.toISOString(),
  };
}

/** What an id may be. */
const NUMBER = /^\d{1,10}$/;

const NEWEST_FIRST: Sort = { field: 'id', direction: 'DESC' };

/** Quotes that were given. */
@Injectable()
export class CalculationsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list({ page, limit, sort, ...filters }: CalculationList): Promise<Page<CalculationView>> {
    const found = await paginate(this.filtered(filters), { page, limit, sort }, (quote) => quote, NEWEST_FIRST);
    return { ...found, data: await this.withAnswers(found.data) };
  }

  /** Everything that the list would show on all its pages. */
  async export({ sort = NEWEST_FIRST, ...filters }: CalculationExport): Promise<StreamableFile> {
    const batches = await recordBatches({
      matching: this.filtered(filters),
      sort,
      among: () => this.unitOfWork.manager.createQueryBuilder(PricingCalculation, 'calculation'),
      present: (quotes) => this.withAnswers(quotes),
    });
    return csvFile('quotes', CALCULATION_COLUMNS, batches);
  }

  count(filters: CalculationFilters): Promise<number> {
    return this.filtered(filters).getCount();
  }

  async byId(id: number): Promise<CalculationView> {
    const found = await this.unitOfWork.manager.findOneBy(PricingCalculation, { id });
    const [view] = await this.withAnswers(found ? [found] : []);
    if (!view) throw notFound('calculation');
    return view;
  }

  /** One more query for a whole page; a quote and its answer are added in one transaction, so none is without. */
  private async withAnswers(quotes: PricingCalculation[]): Promise<CalculationView[]> {
    if (quotes.length === 0) return [];
    const answers = await this.unitOfWork.manager.findBy(PricingAnswer, { id: In(quotes.map(({ id }) => id)) });
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    return quotes.map((quote) => toCalculationView(quote, byId.get(quote.id) as PricingAnswer));
  }

  private filtered(filters: CalculationFilters): SelectQueryBuilder<PricingCalculation> {
    const { search, carrierId, customerId, serviceType, country, currency, calculatedFrom, calculatedTo } = filters;
    const calculations = this.unitOfWork.manager
      .createQueryBuilder(PricingCalculation, 'calculation')
      .where(definedFields({ carrierId, customerId, serviceType, currency }));
    if (search) {
      const number = NUMBER.test(search) ? Number(search) : null;
      calculations.andWhere('(calculation.id = :number OR calculation.request_id = :search)', { number, search });
    }
    if (country) {
      const either = '(calculation.origin_country = :country OR calculation.destination_country = :country)';
      calculations.andWhere(either, { country });
    }
    if (calculatedFrom) calculations.andWhere('calculation.calculated_at >= :from', { from: new Date(calculatedFrom) });
    if (calculatedTo) calculations.andWhere('calculation.calculated_at < :to', { to: new Date(calculatedTo) });
    return calculations;
  }
}
