import * as z from 'zod/mini';

/** A page under a strict Content-Security-Policy allows no code made from text, which zod would try first. */
export const jitless = (): void => void z.config({jitless: true});
