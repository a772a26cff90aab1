import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One link of a session's chain of refresh tokens. */
@Entity('refresh_tokens')
export class RefreshToken {
  @PrimaryColumn({ name: 'token_hash', type: 'char', length: 64 })
  tokenHash: string;

  @Column({ name: 'session_id', type: 'char', length: 36 })
  sessionId: string;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'used_at', type: 'datetime', precision: 3, nullable: true })
  usedAt: Date | null;

  /** The next token, sealed under a key that only this token's holder can make: what a second tab is given. */
  @Column({ name: 'successor_sealed', type: 'varchar', length: 160, nullable: true })
  successorSealed: string | null;
}
