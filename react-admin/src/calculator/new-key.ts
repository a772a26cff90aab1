/** A key that nobody else has. Not crypto.randomUUID, which browsers lack where the admin is served without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
