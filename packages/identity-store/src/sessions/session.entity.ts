import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `restore`: the database went back in time, so nobody knows which sessions had been ended since. */
export type SessionEnd = 'logout' | 'reuse' | 'password' | 'account' | 'revoked' | 'restore';

/** One sign-in on one device: the family that all its refresh tokens belong to. */
@Entity('sessions')
export class Session {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId: number;

  /** The User-Agent header, cut to 255 characters. */
  @Column({ type: 'varchar', length: 255 })
  device: string;

  @Column({ type: 'varchar', length: 45 })
  address: string;

  /** The refresh token lives in an HttpOnly cookie and not in the body of answers. */
  @Column({ name: 'cookie_mode', type: 'boolean' })
  cookieMode: boolean;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'last_seen_at', type: 'datetime', precision: 3 })
  lastSeenAt: Date;

  @Column({ name: 'expires_at', type: 'datetime', precision: 3 })
  expiresAt: Date;

  @Column({ name: 'ended_at', type: 'datetime', precision: 3, nullable: true })
  endedAt: Date | null;

  @Column({ name: 'ended_by', type: 'varchar', length: 16, nullable: true })
  endedBy: SessionEnd | null;
}
