import { createPrivateKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { type DataSource, type EntityManager, IsNull, LessThan, Not } from 'typeorm';
import { type EncryptionKeySettings, EncryptionKeys } from '../secrets/encryption-keys.js';
import { SigningKey } from './signing-key.entity.js';
import {
  CLOCK_SKEW_SECONDS,
  dropUnusedPrivateParts,
  longestTokenSeconds,
  type TokenTimes,
} from './signing-key.times.js';

const generate = promisify(generateKeyPair);

const MODULUS_BITS = 2048;
/** A rotation in another process is noticed within this time; the next key is published long before its use. */
const RELOAD_MS = 10_000;

export interface SigningKeySettings extends EncryptionKeySettings, TokenTimes {
  CACHE_TTL_JWKS_SECONDS: number;
}

export interface PrivateKey {
  kid: string;
  key: KeyObject;
}

export interface NextKey {
  kid: string;
  activeFrom: Date;
  previousUntil: Date;
}

/** A row whose private part one of our encryption keys opens. */
interface OpenKey extends PrivateKey {
  row: SigningKey;
  byPrevious: boolean;
}

/** Every key was sealed under a KEY_ENCRYPTION_KEY that this process does not have. */
export class WrongEncryptionKey extends Error {
  constructor(kid: string) {
    super(
      `KEY_ENCRYPTION_KEY does not open the signing key ${kid}: it is not the one that sealed it. Put the one that did into KEY_ENCRYPTION_KEY_PREVIOUS; if it is lost, scripts/ops/rotate-keys.sh --now makes a new signing key`,
    );
  }
}

/** The private halves. They leave the database sealed and are opened in the memory of who signs. */
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);
  private readonly encryptionKeys: EncryptionKeys;
  private rows: SigningKey[] = [];
  private open: OpenKey[] = [];
  private loadedAt = Number.NEGATIVE_INFINITY;
  private failing = false;
  /** What was logged last about encryption keys; it is not repeated. */
  private said = '';

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SigningKeySettings,
  ) {
    this.encryptionKeys = new EncryptionKeys(settings);
  }

  /**
   * The key to sign with now: the newest one that opens and is old enough to be known everywhere. One that a replica with
   * a newer KEY_ENCRYPTION_KEY has made is passed over until this process is restarted with it, too.
   */
  async current(): Promise<PrivateKey> {
    if (performance.now() - this.loadedAt > RELOAD_MS) await this.reload();
    const signing = this.signing();
    if (signing) return signing;
    const [newest] = this.rows;
    if (newest) throw new WrongEncryptionKey(newest.kid);
    throw new Error('there is no signing key: run the migrate step of auth-service');
  }

  /**
   * Makes the first key where there is none, and the next one after KEY_ENCRYPTION_KEY has changed; throws when none of
   * those that are there can be opened. Not safe in parallel: the migrate step runs it under its lock.
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
  async rotate(): Promise<NextKey> {
    return this.dataSource.transaction((manager) => this.addNext(manager));
  }

  /** Makes a key that signs from now on, and drops all others: nobody accepts their tokens any more. For a key that got out. */
  async replaceAll(): Promise<{ kid: string; dropped: number }> {
    return this.dataSource.transaction(async (manager) => {
      const kid = await this.insert(manager, new Date());
      const { affected } = await manager.delete(SigningKey, { kid: Not(kid) });
      return { kid, dropped: affected ?? 0 };
    });
  }

  /** The keys that may still sign and that KEY_ENCRYPTION_KEY alone does not open: with a former one, or not at all. */
  async sealedUnderPrevious(): Promise<SigningKey[]> {
    await this.dataSource.query(dropUnusedPrivateParts(this.settings));
    const now = new Date();
    const rows = await this.read();
    return rows.filter(
      ({ kid, privateKeySealed, expiresAt }) =>
        privateKeySealed &&
        !(expiresAt && expiresAt < now) &&
        (this.encryptionKeys.unseal(privateKeySealed, kid)?.byPrevious ?? true),
    );
  }

  private signing(): OpenKey | undefined {
    const now = new Date();
    return this.open.find(({ row }) => row.activeFrom <= now) ?? this.open.at(-1);
  }

  private async insert(manager: EntityManager, activeFrom: Date): Promise<string> {
    const kid = randomUUID();
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: MODULUS_BITS });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await manager.insert(SigningKey, {
      kid,
      publicJwk: publicKey.export({ format: 'jwk' }) as object,
      privateKeySealed: this.encryptionKeys.seal(pem, kid),
      createdAt: new Date(),
      activeFrom,
      expiresAt: null,
    });
    return kid;
  }

  private async addNext(manager: EntityManager): Promise<NextKey> {
    const activeFrom = new Date(Date.now() + this.settings.CACHE_TTL_JWKS_SECONDS * 1000);
    const lasting = longestTokenSeconds(this.settings) + CLOCK_SKEW_SECONDS;
    const previousUntil = new Date(activeFrom.getTime() + lasting * 1000);
    await manager.update(SigningKey, { expiresAt: IsNull() }, { expiresAt: previousUntil });
    return { kid: await this.insert(manager, activeFrom), activeFrom, previousUntil };
  }

  private async reload(): Promise<void> {
    try {
      await this.load();
      if (await this.replaceAfterRotation()) await this.load();
      await this.keepGood(this.signing());
      this.say();
      this.failing = false;
    } catch (error) {
      if (this.rows.length === 0) throw error;
      if (!this.failing)
        this.logger.warn({ err: error }, 'the signing keys could not be read again: going on with those of before');
      this.failing = true;
    }
  }

  private async load(): Promise<void> {
    const before = new Map(this.open.map((key) => [key.kid, key]));
    this.rows = await this.read();
    this.open = this.rows.flatMap((row) => this.opened(row, before.get(row.kid)) ?? []);
    this.loadedAt = performance.now();
  }

  private read(): Promise<SigningKey[]> {
    return this.dataSource.manager
      .createQueryBuilder(SigningKey, 'signingKey')
      .addSelect('signingKey.privateKeySealed')
      .orderBy('signingKey.activeFrom', 'DESC')
      .getMany();
  }

  private opened(row: SigningKey, before?: OpenKey): OpenKey | undefined {
    const { kid, privateKeySealed } = row;
    if (!privateKeySealed) return undefined;
    if (before) return { ...before, row };
    const unsealed = this.encryptionKeys.unseal(privateKeySealed, kid);
    return unsealed && { kid, row, key: createPrivateKey(unsealed.plain), byPrevious: unsealed.byPrevious };
  }

  /**
   * KEY_ENCRYPTION_KEY was rotated: the next signing key is made under the new one, so that soon nothing needs the former.
   * Not before the newest signs: replicas that take each other's key for the former one must not outbid each other.
   */
  private async replaceAfterRotation(): Promise<boolean> {
    const [newest] = this.rows;
    const sealedUnderPrevious = ({ kid }: SigningKey) => this.open.some((key) => key.kid === kid && key.byPrevious);
    if (!newest || newest.activeFrom > new Date() || !sealedUnderPrevious(newest)) return false;
    return this.dataSource.transaction(async (manager) => {
      // Another replica may be at it: then this waits, and finds that the newest has a successor.
      const where = { kid: newest.kid, expiresAt: IsNull() };
      if (!(await manager.findOne(SigningKey, { where, lock: { mode: 'pessimistic_write' } }))) return false;
      const { kid, activeFrom } = await this.addNext(manager);
      this.logger.log(
        `KEY_ENCRYPTION_KEY is new: made the signing key ${kid}, which signs from ${activeFrom.toISOString()}`,
      );
      return true;
    });
  }

  /** Who signs with a key although it has a successor cannot open that one: its tokens must be accepted until they expire. */
  private async keepGood(signing: OpenKey | undefined): Promise<void> {
    if (!signing?.row.expiresAt) return;
    const lasting = (skews: number) =>
      new Date(Date.now() + (longestTokenSeconds(this.settings) + skews * CLOCK_SKEW_SECONDS) * 1000);
    const { kid } = signing;
    await this.dataSource.manager.update(
      SigningKey,
      { kid, expiresAt: LessThan(lasting(1)) },
      { expiresAt: lasting(2) },
    );
  }

  private say(): void {
    const text = this.news() ?? '';
    if (text && text !== this.said) this.logger.warn(text);
    this.said = text;
  }

  private news(): string | undefined {
    const signing = this.signing();
    const shut = this.rows.filter(
      ({ kid, privateKeySealed }) => privateKeySealed && !this.open.some((key) => key.kid === kid),
    );
    const newer = shut.filter(({ activeFrom }) => signing && activeFrom > signing.row.activeFrom).map(({ kid }) => kid);
    if (newer.length > 0)
      return `KEY_ENCRYPTION_KEY was replaced since this process started: it signs on with the key ${signing?.kid}, without the newer ${newer.join(', ')}. Restart it with the present .env`;
    if (this.encryptionKeys.hasPrevious && !this.open.some(({ byPrevious }) => byPrevious))
      return 'KEY_ENCRYPTION_KEY_PREVIOUS is not needed any more: scripts/ops/rotate-secrets.sh --retire-previous removes it';
    return undefined;
  }
}
