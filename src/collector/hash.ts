import {createHash, timingSafeEqual} from 'node:crypto';

/** SHA-256 of a secret, hex. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** True for two hashes that are equal; takes the same time for any two of one length. */
export function sameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
