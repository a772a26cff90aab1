import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { RuleConditions, RulePricing } from '../engine/index.js';

/**
 * A pricing rule. `conditions` and `pricing` are JSON as the engine reads them, rates as decimal text; what lists
 * filter or sort by is repeated in columns that RuleRecords keeps in step.
 */
@Entity('pricing_rules')
export class PricingRule {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 150 })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ type: 'int' })
  priority: number;

  /** As given: a date or a UTC instant. */
  @Column({ name: 'valid_from', type: 'varchar', length: 30, nullable: true })
  validFrom: string | null;

  @Column({ name: 'valid_to', type: 'varchar', length: 30, nullable: true })
  validTo: string | null;

  /** First instant at which the rule is valid. */
  @Column({ name: 'starts_at', type: 'datetime', precision: 3, nullable: true })
  startsAt: Date | null;

  /** First instant at which it is valid no longer. */
  @Column({ name: 'ends_at', type: 'datetime', precision: 3, nullable: true })
  endsAt: Date | null;

  @Column({ type: 'json' })
  conditions: RuleConditions;

  @Column({ name: 'carrier_id', type: 'int', unsigned: true, nullable: true })
  carrierId: number | null;

  @Column({ name: 'service_type', type: 'varchar', length: 50, nullable: true })
  serviceType: string | null;

  @Column({ name: 'origin_country', type: 'char', length: 2, nullable: true })
  originCountry: string | null;

  @Column({ name: 'destination_country', type: 'char', length: 2, nullable: true })
  destinationCountry: string | null;

  @Column({ type: 'json' })
  pricing: RulePricing;

  @Column({ name: 'base_rate', type: 'decimal', precision: 19, scale: 6 })
  baseRate: string;

  @Column({ type: 'int', unsigned: true })
  version: number;

  @CreateDateColumn({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ name: 'deleted_at', type: 'datetime', precision: 3, nullable: true })
  deletedAt: Date | null;
}
