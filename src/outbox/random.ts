import {filled} from './platform.js';

/** A version 4 UUID (RFC 9562) that needs no secure context. */
export const uuid = (): string =>
  // The 8 stands for a digit from 8 to b.
  '00000000-0000-4000-8000-000000000000'.replace(/[08]/g, digit =>
    (digit === '8' ? 8 + below(4) : below(16)).toString(16),
  );

/** 128 random bits as base64url, 22 characters: proof that the holder once made the item. */
export const receipt = (bytes = filled(new Uint8Array(16))): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 22);

/** A fair number in [0, 1), 32 bits fine. */
export const unit = (word = filled(new Uint32Array(1))): number => word[0]! / 2 ** 32;

const below = (count: number): number => Math.floor(unit() * count);
