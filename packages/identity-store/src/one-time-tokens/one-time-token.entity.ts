import { Column, Entity, PrimaryColumn } from 'typeorm';

export type OneTimePurpose = 'invitation' | 'password_reset';

/** A link that lets its holder choose the account's password, once. */
@Entity('one_time_tokens')
export class OneTimeToken {
  @PrimaryColumn({ name: 'token_hash', type: 'char', length: 64 })
  tokenHash: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId: number;

  @Column({ type: 'varchar', length: 16 })
  purpose: OneTimePurpose;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt: Date;
}
