import type * as Seldom from './seldom.js';

/** Loads what most visits do without, and has it do something; nothing is done, and resolved, where it cannot be loaded. */
export const withSeldom = (act: (parts: typeof Seldom) => void): Promise<void> =>
  import('./seldom.js').then(act, () => {});
