import { z } from 'zod';

const SHORTEST = 8;
/** bcrypt reads no further: https://en.wikipedia.org/wiki/Bcrypt#Maximum_password_length */
const LONGEST_BYTES = 72;

/** Whether bcrypt would read all of `password`: longer ones would match by their first 72 bytes. */
export function isHashable(password: string): boolean {
  return Buffer.byteLength(password, 'utf8') <= LONGEST_BYTES && !password.includes('\0');
}

/** A password that somebody chooses. One that is only checked needs `currentPassword` instead. */
export const chosenPassword = z
  .string()
  .refine((value) => [...value].length >= SHORTEST, `must have at least ${SHORTEST} characters`)
  .refine(
    (value) => Buffer.byteLength(value, 'utf8') <= LONGEST_BYTES,
    `must be at most ${LONGEST_BYTES} bytes long (an accented letter is 2, an emoji 4)`,
  )
  .refine((value) => !value.includes('\0'), 'must not contain the NUL character');

/** A password to compare with the stored one: anything but an unreasonable amount of text. */
export const currentPassword = z.string().min(1, 'must not be empty').max(1024, 'must have at most 1024 characters');
