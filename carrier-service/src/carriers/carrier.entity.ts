import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { CarrierService, CoverageArea } from './dto/coverage.dto.js';

/** A company that ships; `ownerId` is a user of the identity store (another database: no foreign key). */
@Entity('carriers')
export class Carrier {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 150 })
  name: string;

  @Column({ type: 'varchar', length: 50 })
  code: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ name: 'owner_id', type: 'int', unsigned: true, nullable: true })
  ownerId: number | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ name: 'contact_email', type: 'varchar', length: 254, nullable: true })
  contactEmail: string | null;

  @Column({ name: 'contact_phone', type: 'varchar', length: 30, nullable: true })
  contactPhone: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  website: string | null;

  @Column({ name: 'tracking_url_template', type: 'varchar', length: 500, nullable: true })
  trackingUrlTemplate: string | null;

  // JSON and not tables of their own: a carrier is read, versioned and replaced as one, and carriers are few.
  @Column({ type: 'json' })
  services: CarrierService[];

  @Column({ type: 'json' })
  coverage: CoverageArea[];

  @Column({ type: 'int', unsigned: true })
  version: number;

  @CreateDateColumn({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ name: 'deleted_at', type: 'datetime', precision: 3, nullable: true })
  deletedAt: Date | null;
}
