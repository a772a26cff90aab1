import type { JsonWebKey } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One RSA key pair that access tokens are signed with. */
@Entity('signing_keys')
export class SigningKey {
  @PrimaryColumn({ type: 'char', length: 36 })
  kid: string;

  @Column({ name: 'public_jwk', type: 'json' })
  publicJwk: JsonWebKey;

  /**
   * PKCS#8 PEM sealed under the KEY_ENCRYPTION_KEY of its time; null once nobody signs with it any more (see Housekeeper).
   * Selected only where it is asked for by name.
   */
  @Column({ name: 'private_key_sealed', type: 'text', nullable: true, select: false })
  privateKeySealed?: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  /** Published at once, signs from here on: by then every verifier has seen it. */
  @Column({ name: 'active_from', type: 'datetime', precision: 3 })
  activeFrom: Date;

  /** Set when a successor is made: the last token signed with this key has expired by then. */
  @Column({ name: 'expires_at', type: 'datetime', precision: 3, nullable: true })
  expiresAt: Date | null;
}
