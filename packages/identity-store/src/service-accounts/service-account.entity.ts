import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service that asks auth-service for tokens of its own. */
@Entity('service_accounts')
export class ServiceAccount {
  /** The service's name: `customer-service`. */
  @PrimaryColumn({ name: 'client_id', type: 'varchar', length: 64 })
  clientId: string;

  @Column({ name: 'secret_hash', type: 'char', length: 64, select: false })
  secretHash?: string;

  @Column({ type: 'json' })
  permissions: string[];

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;
}
