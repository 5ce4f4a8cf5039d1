/** A random key for Idempotency-Key. `crypto.randomUUID` exists on secure origins only, and a LAN address is none. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
