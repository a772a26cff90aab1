import { seal, unseal } from './seal.js';

export interface EncryptionKeySettings {
  KEY_ENCRYPTION_KEY: string;
  /** Former ones, separated by commas. */
  KEY_ENCRYPTION_KEY_PREVIOUS: string;
}

export interface Unsealed {
  plain: string;
  /** Whether a former key sealed it: until it is sealed anew or dropped, that key is needed. */
  byPrevious: boolean;
}

/**
 * KEY_ENCRYPTION_KEY seals. It and those of KEY_ENCRYPTION_KEY_PREVIOUS open, so that replacing it shuts nothing. Which of
 * them sealed a text is found by trying: AES-GCM authenticates, so only one of them can open it.
 */
export class EncryptionKeys {
  private readonly current: Buffer;
  private readonly previous: Buffer[];

  constructor({ KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS }: EncryptionKeySettings) {
    this.current = Buffer.from(KEY_ENCRYPTION_KEY, 'base64');
    this.previous = listOfKeys(KEY_ENCRYPTION_KEY_PREVIOUS).map((key) => Buffer.from(key, 'base64'));
  }

  get hasPrevious(): boolean {
    return this.previous.length > 0;
  }

  seal(plain: string, context: string): string {
    return seal(plain, this.current, context);
  }

  /** Undefined when none of them sealed it. */
  unseal(sealed: string, context: string): Unsealed | undefined {
    for (const key of [this.current, ...this.previous]) {
      const plain = openedWith(key, sealed, context);
      if (plain !== undefined) return { plain, byPrevious: key !== this.current };
    }
    return undefined;
  }
}

/** The keys of a comma-separated list; the empty text has none. */
export function listOfKeys(text: string): string[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
}

function openedWith(key: Buffer, sealed: string, context: string): string | undefined {
  try {
    return unseal(sealed, key, context);
  } catch {
    return undefined; // another key's
  }
}
