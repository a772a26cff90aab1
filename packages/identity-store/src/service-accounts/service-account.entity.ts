import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service that asks auth-service for tokens of its own. */
@Entity('service_accounts')
export class ServiceAccount {
  /** The service's name: `customer-service`. */
  @PrimaryColumn({ name: 'client_id', type: 'varchar', length: 64 })
  clientId: string;

  @Column({ name: 'secret_hash', type: 'char', length: 64, select: false })
  secretHash?: string;

  /** Of the secret before, which services have until they are restarted; good until `formerSecretUntil`. */
  @Column({ name: 'former_secret_hash', type: 'char', length: 64, nullable: true, select: false })
  formerSecretHash?: string | null;

  @Column({ name: 'former_secret_until', type: 'datetime', precision: 3, nullable: true, select: false })
  formerSecretUntil?: Date | null;

  @Column({ type: 'json' })
  permissions: string[];

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;
}
