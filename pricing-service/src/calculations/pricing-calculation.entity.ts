import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A quote that was given: history, so the service's account may add rows but neither change nor delete them. Only what
 * lists filter and sort by, so that going through all rows stays quick; PricingAnswer has the rest.
 */
@Entity('pricing_calculations')
export class PricingCalculation {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id: number;

  @Column({ name: 'request_id', type: 'varchar', length: 128 })
  requestId: string;

  @Column({ name: 'carrier_id', type: 'int', unsigned: true })
  carrierId: number;

  @Column({ name: 'service_type', type: 'varchar', length: 50 })
  serviceType: string;

  @Column({ name: 'origin_country', type: 'char', length: 2 })
  originCountry: string;

  @Column({ name: 'destination_country', type: 'char', length: 2 })
  destinationCountry: string;

  @Column({ name: 'customer_id', type: 'int', unsigned: true, nullable: true })
  customerId: number | null;

  /** What lists sort by; `calculation` has it as it was answered. */
  @Column({ type: 'decimal', precision: 36, scale: 6 })
  total: string;

  @Column({ type: 'char', length: 3 })
  currency: string;

  @Column({ name: 'rule_set_version', type: 'int', unsigned: true })
  ruleSetVersion: number;

  @Column({ name: 'calculated_at', type: 'datetime', precision: 3 })
  calculatedAt: Date;
}
