import { createPrivateKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import { seal, unseal } from '../secrets/seal.js';
import { SigningKey } from './signing-key.entity.js';

const generate = promisify(generateKeyPair);

const MODULUS_BITS = 2048;
/** How far clocks of two machines may be apart. */
const CLOCK_SKEW_SECONDS = 60;
/** A rotation in another process is noticed within this time; the next key is published long before its use. */
const RELOAD_MS = 10_000;

export interface SigningKeySettings {
  KEY_ENCRYPTION_KEY: string;
  ACCESS_TOKEN_TTL_SECONDS: number;
  SERVICE_TOKEN_TTL_SECONDS: number;
  CACHE_TTL_JWKS_SECONDS: number;
}

export interface PrivateKey {
  kid: string;
  key: KeyObject;
}

/** The key was sealed under another KEY_ENCRYPTION_KEY. */
export class WrongEncryptionKey extends Error {
  constructor(kid: string) {
    super(`KEY_ENCRYPTION_KEY does not open the signing key ${kid}: it is not the one that sealed it`);
  }
}

/** The private halves. They leave the database sealed and are opened in the memory of who signs. */
export class SigningKeys {
  private readonly encryptionKey: Buffer;
  private readonly opened = new Map<string, KeyObject>();
  private rows: SigningKey[] = [];
  private loadedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SigningKeySettings,
  ) {
    this.encryptionKey = Buffer.from(settings.KEY_ENCRYPTION_KEY, 'base64');
  }

  /** The key to sign with now: the newest one that is old enough to be known everywhere. */
  async current(): Promise<PrivateKey> {
    if (performance.now() - this.loadedAt > RELOAD_MS) await this.reload();
    const now = new Date();
    const row = this.rows.find((candidate) => candidate.activeFrom <= now) ?? this.rows.at(-1);
    if (!row) throw new Error('there is no signing key: run the migrate step of auth-service');
    return { kid: row.kid, key: this.open(row) };
  }

  /**
   * Makes the first key where there is none; throws when the one that is there cannot be opened. Not safe in parallel:
   * the migrate step runs it under its lock.
   */
  async ensure(): Promise<void> {
    const count = await this.dataSource.manager.count(SigningKey);
    if (count === 0) await this.insert(this.dataSource.manager, new Date());
    else await this.current();
  }

  /**
   * Adds the next key: published at once, used after CACHE_TTL_JWKS_SECONDS, when every verifier has read it. The ones
   * before verify until their last token has expired, so nobody is logged out.
   */
  async rotate(): Promise<{ kid: string; activeFrom: Date; previousUntil: Date }> {
    const { ACCESS_TOKEN_TTL_SECONDS, SERVICE_TOKEN_TTL_SECONDS, CACHE_TTL_JWKS_SECONDS } = this.settings;
    const activeFrom = new Date(Date.now() + CACHE_TTL_JWKS_SECONDS * 1000);
    const longestToken = Math.max(ACCESS_TOKEN_TTL_SECONDS, SERVICE_TOKEN_TTL_SECONDS);
    const previousUntil = new Date(activeFrom.getTime() + (longestToken + CLOCK_SKEW_SECONDS) * 1000);
    return this.dataSource.transaction(async (manager) => {
      await manager.update(SigningKey, { expiresAt: IsNull() }, { expiresAt: previousUntil });
      const kid = await this.insert(manager, activeFrom);
      return { kid, activeFrom, previousUntil };
    });
  }

  private async insert(manager: EntityManager, activeFrom: Date): Promise<string> {
    const kid = randomUUID();
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: MODULUS_BITS });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await manager.insert(SigningKey, {
      kid,
      publicJwk: publicKey.export({ format: 'jwk' }) as object,
      privateKeySealed: seal(pem, this.encryptionKey, kid),
      createdAt: new Date(),
      activeFrom,
      expiresAt: null,
    });
    return kid;
  }

  private async reload(): Promise<void> {
    try {
      this.rows = await this.dataSource.manager
        .createQueryBuilder(SigningKey, 'signingKey')
        .addSelect('signingKey.privateKeySealed')
        .orderBy('signingKey.activeFrom', 'DESC')
        .getMany();
      this.loadedAt = performance.now();
    } catch (error) {
      if (this.rows.length === 0) throw error;
    }
  }

  private open({ kid, privateKeySealed = '' }: SigningKey): KeyObject {
    let key = this.opened.get(kid);
    if (!key) {
      key = createPrivateKey(this.unsealed(privateKeySealed, kid));
      this.opened.set(kid, key);
    }
    return key;
  }

  private unsealed(sealed: string, kid: string): string {
    try {
      return unseal(sealed, this.encryptionKey, kid);
    } catch {
      throw new WrongEncryptionKey(kid);
    }
  }
}
