import { definedFields, notFound, type Page, paginate, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { CalculationFilters, CalculationList, CalculationView } from './dto/calculation.dto.js';
import { PricingCalculation } from './pricing-calculation.entity.js';

function toCalculationView(entity: PricingCalculation): CalculationView {
  const { id, requestId, request, calculation, appliedRules, trace, ruleSetVersion, calculatedAt } = entity;
  return {
    ...{ id, requestId, request, calculation, appliedRules, trace, ruleSetVersion },
    calculatedAt: calculatedAt.toISOString(),
  };
}

/** Quotes that were given. */
@Injectable()
export class CalculationsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  list({ page, limit, sort, ...filters }: CalculationList): Promise<Page<CalculationView>> {
    const newestFirst = { field: 'id', direction: 'DESC' } as const;
    return paginate(this.filtered(filters), { page, limit, sort }, toCalculationView, newestFirst);
  }

  count(filters: CalculationFilters): Promise<number> {
    return this.filtered(filters).getCount();
  }

  async byId(id: number): Promise<CalculationView> {
    const found = await this.unitOfWork.manager.findOneBy(PricingCalculation, { id });
    if (!found) throw notFound('calculation');
    return toCalculationView(found);
  }

  private filtered(filters: CalculationFilters): SelectQueryBuilder<PricingCalculation> {
    const { carrierId, customerId, serviceType, country, currency, calculatedFrom, calculatedTo } = filters;
    const calculations = this.unitOfWork.manager
      .createQueryBuilder(PricingCalculation, 'calculation')
      .where(definedFields({ carrierId, customerId, serviceType, currency }));
    if (country) {
      const either = '(calculation.origin_country = :country OR calculation.destination_country = :country)';
      calculations.andWhere(either, { country });
    }
    if (calculatedFrom) calculations.andWhere('calculation.calculated_at >= :from', { from: new Date(calculatedFrom) });
    if (calculatedTo) calculations.andWhere('calculation.calculated_at < :to', { to: new Date(calculatedTo) });
    return calculations;
  }
}
