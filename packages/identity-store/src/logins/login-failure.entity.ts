import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Wrong passwords for one account from one address; the address `*` counts them from all addresses together. */
@Entity('login_failures')
export class LoginFailure {
  /** The email that was typed, whether or not somebody has it. */
  @PrimaryColumn({ type: 'varchar', length: 254 })
  account: string;

  @PrimaryColumn({ type: 'varchar', length: 45 })
  address: string;

  @Column({ type: 'int', unsigned: true })
  failures: number;

  @Column({ name: 'last_failed_at', type: 'datetime', precision: 3 })
  lastFailedAt: Date;

  @Column({ name: 'locked_until', type: 'datetime', precision: 3, nullable: true })
  lockedUntil: Date | null;
}
