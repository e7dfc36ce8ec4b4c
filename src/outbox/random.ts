import {platform} from './platform.js';

const random = (count: number) => platform.randomValues(new Uint8Array(count));

/** A version 4 UUID (RFC 9562) that needs no secure context. */
export function uuid(): string {
  const bytes = random(16);
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  let out = '';
  bytes.forEach((byte, index) => {
    out += (index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '') + (byte + 256).toString(16).slice(1);
  });
  return out;
}

/** 128 random bits as base64url, 22 characters: proof that the holder once made the item. */
export const receipt = (): string =>
  btoa(String.fromCharCode(...random(16)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 22);

/** A fair number in [0, 1), 32 bits fine. */
export function unit(): number {
  const [a, b, c, d] = random(4) as unknown as [number, number, number, number];
  return ((a << 24) | (b << 16) | (c << 8) | d) / 4294967296 + 0.5;
}
