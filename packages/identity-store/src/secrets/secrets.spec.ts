import { randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { PasswordHasher } from './password.hasher.js';
import { chosenPassword, isHashable } from './password.policy.js';
import { keyFromToken, seal, unseal } from './seal.js';
import { hashToken, matchesHash, newToken } from './token.js';

describe('tokens', () => {
  it('are 256 random bits each, safe in a URL', () => {
    const tokens = new Set(Array.from({ length: 1000 }, newToken));
    expect(tokens.size).toBe(1000);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('are kept as SHA-256', () => {
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(matchesHash('abc', hashToken('abc'))).toBe(true);
    expect(matchesHash('abd', hashToken('abc'))).toBe(false);
    expect(matchesHash('abc', '')).toBe(false);
  });
});

describe('seal', () => {
  const key = randomBytes(32);

  it('opens with the same key and context only', () => {
    const sealed = seal('a private key', key, 'kid-1');
    expect(unseal(sealed, key, 'kid-1')).toBe('a private key');
    expect(() => unseal(sealed, randomBytes(32), 'kid-1')).toThrow();
    expect(() => unseal(sealed, key, 'kid-2')).toThrow();
  });

  it('notices a changed bit', () => {
    const bytes = Buffer.from(seal('a private key', key, 'kid-1'), 'base64');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    expect(() => unseal(bytes.toString('base64'), key, 'kid-1')).toThrow();
  });

  it('is different each time, and a token makes a key of its own', () => {
    expect(seal('x', key, 'c')).not.toBe(seal('x', key, 'c'));
    expect(unseal(seal('next', keyFromToken('this'), 's'), keyFromToken('this'), 's')).toBe('next');
    expect(() => unseal(seal('next', keyFromToken('this'), 's'), keyFromToken('that'), 's')).toThrow();
  });
});

describe('the password policy', () => {
  const allows = (password: string) => chosenPassword.safeParse(password).success;

  it('counts characters, not bytes, for the shortest', () => {
    expect(allows('é'.repeat(7))).toBe(false);
    expect(allows('😀'.repeat(7))).toBe(false);
    expect(allows('😀'.repeat(8))).toBe(true);
  });

  it('wants 8 characters to 72 bytes', () => {
    expect([7, 8, 72, 73].map((n) => allows('x'.repeat(n)))).toEqual([false, true, true, false]);
    expect(allows('é'.repeat(36))).toBe(true);
    expect(allows('é'.repeat(37))).toBe(false);
  });

  it('refuses NUL, where bcrypt would stop reading', () => {
    expect(allows('pass\0word')).toBe(false);
    expect(isHashable('pass\0word')).toBe(false);
  });
});

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher(4);

  it('tells right from wrong', async () => {
    const hash = await hasher.hash('correct horse');
    expect(hash).toMatch(/^\$2b\$04\$/);
    expect(await hasher.verify('correct horse', hash)).toEqual({ matches: true, outdated: false });
    expect(await hasher.verify('correct horsf', hash)).toEqual({ matches: false, outdated: false });
  });

  it('never matches where there is no hash', async () => {
    expect(await hasher.verify('anything', null)).toEqual({ matches: false, outdated: false });
  });

  it('does not let a longer password match by its first 72 bytes', async () => {
    const hash = await hasher.hash('x'.repeat(72));
    expect((await hasher.verify('x'.repeat(73), hash)).matches).toBe(false);
    await expect(hasher.hash('x'.repeat(73))).rejects.toThrow(RangeError);
  });

  it('says when a hash has another cost', async () => {
    const hash = await bcrypt.hash('correct horse', 5);
    expect(await hasher.verify('correct horse', hash)).toEqual({ matches: true, outdated: true });
  });
});
