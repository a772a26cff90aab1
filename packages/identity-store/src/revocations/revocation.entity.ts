import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Access tokens that no service accepts any more although they have not expired. */
@Entity('revocations')
export class RevocationRow {
  @PrimaryGeneratedColumn({ unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 8 })
  kind: 'session' | 'user' | 'role';

  /** The session's id, the user's id or the role's name. */
  @Column({ type: 'varchar', length: 64 })
  subject: string;

  /** Tokens issued before this time are refused. */
  @Column({ name: 'issued_before', type: 'datetime', precision: 3 })
  issuedBefore: Date;

  /** By then the last token it concerns has expired by itself. */
  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt: Date;
}
