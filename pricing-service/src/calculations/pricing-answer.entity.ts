import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AppliedRule, Calculation, Step } from '../engine/index.js';
import type { CalculateBody } from './dto/calculate.dto.js';

/** What was asked and answered, of the quote with the same id: some kilobytes, read only for the quotes that are shown. */
@Entity('pricing_answers')
export class PricingAnswer {
  @PrimaryColumn({ type: 'int', unsigned: true })
  id: number;

  @Column({ type: 'json' })
  request: CalculateBody;

  @Column({ type: 'json' })
  calculation: Calculation;

  @Column({ name: 'applied_rules', type: 'json' })
  appliedRules: AppliedRule[];

  @Column({ type: 'json' })
  trace: Step[];
}
