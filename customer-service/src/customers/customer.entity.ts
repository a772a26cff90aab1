import type { PostalAddress } from '@hybrid-fleet/service-kit';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Whoever ships or receives; may be linked to a user of the identity store by `userId` (another database: no foreign key). */
@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id: number;

  @Column({ name: 'user_id', type: 'int', unsigned: true, nullable: true })
  userId: number | null;

  /** What the linked user's events last said; only a change of it changes `isActive`, so an admin's choice stands. */
  @Column({ name: 'user_is_active', type: 'boolean', nullable: true })
  userIsActive: boolean | null;

  @Column({ type: 'varchar', length: 254 })
  email: string;

  @Column({ name: 'first_name', type: 'varchar', length: 100 })
  firstName: string;

  @Column({ name: 'last_name', type: 'varchar', length: 100 })
  lastName: string;

  @Column({ type: 'varchar', length: 30, nullable: true })
  phone: string | null;

  @Column({ name: 'company_name', type: 'varchar', length: 200, nullable: true })
  companyName: string | null;

  @Column({ name: 'date_of_birth', type: 'date', nullable: true })
  dateOfBirth: string | null;

  /** Drives prices: rules can ask for a type. */
  @Column({ name: 'customer_type', type: 'varchar', length: 32 })
  customerType: string;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ type: 'json', nullable: true })
  address: PostalAddress | null;

  /** The country of `address`, kept beside it for the list's filter. */
  @Column({ type: 'char', length: 2, nullable: true })
  country: string | null;

  @Column({ type: 'json' })
  addresses: PostalAddress[];

  @Column({ type: 'json', nullable: true })
  preferences: Record<string, unknown> | null;

  @Column({ type: 'text', nullable: true })
  notes: string | null;

  @Column({ type: 'int', unsigned: true })
  version: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ name: 'deleted_at', type: 'datetime', precision: 3, nullable: true })
  deletedAt: Date | null;
}
