import { type SigningKeys, WrongEncryptionKey } from '@hybrid-fleet/identity-store';

/** Without a key that opens, nobody can sign in or go on. */
export async function checkSigning(keys: SigningKeys): Promise<undefined> {
  try {
    await keys.current();
  } catch (error) {
    const wrong = error instanceof WrongEncryptionKey;
    throw new Error(wrong ? 'KEY_ENCRYPTION_KEY is not the one that sealed them' : 'they cannot be read');
  }
}
