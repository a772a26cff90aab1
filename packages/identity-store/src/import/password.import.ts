const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** What BCRYPT_COST may be at most: each sign-in repeats the work, and a hash of cost 31 would take days. */
const HIGHEST_COST = 15;

/**
 * The hash of a previous system as this one can check it, or null. PHP writes `$2y$` for what others call `$2b$`, and the
 * library here matches no password against it; Spring puts `{bcrypt}` before its hashes.
 */
export function usableHash(stored: unknown): string | null {
  if (typeof stored !== 'string') return null;
  const hash = stored.trim().replace(/^\{bcrypt\}/, '');
  const cost = Number(BCRYPT.exec(hash)?.[1] ?? 0);
  if (cost < 4 || cost > HIGHEST_COST) return null;
  return hash.replace(/^\$2y\$/, '$2b$');
}
