/** What the prompt is held to, as ratios and figures of one run. */
import type {Visit} from './measure.js';
import {base, products} from './products.js';

export interface Verdict {
  readonly what: string;
  readonly measured: number;
  readonly most: number;
  readonly passed: boolean;
  /** The same in every run, so it may fail a command; a time never does. */
  readonly hard: boolean;
}

const peers = products.filter(({name, variant}) => !variant && name !== base && !name.startsWith('stagepost'));

export function judge(seen: ReadonlyMap<string, Visit>): Verdict[] {
  const of = (name: string): Visit => seen.get(name)!;
  const verdict = (what: string, measured: number, most: number, hard = false): Verdict => ({
    what,
    measured: Number(measured.toFixed(3)),
    most: Number(most.toFixed(3)),
    passed: measured <= most,
    hard,
  });
  const fastest = peers.map(({name}) => name).reduce((a, b) => (of(b).ready < of(a).ready ? b : a));
  return products
    .filter(({name, variant}) => !variant && name.startsWith('stagepost'))
    .flatMap(({name, files = 0, rest = 0}) => {
      const {bytes, fetched, ready, shift, longestTask, click} = of(name);
      const rested = rest ? ` after its rest of ${rest} ms` : '';
      return [
        verdict(`${name}: bytes / Sentry with feedback`, bytes / of('Sentry with feedback').bytes, 0.45, true),
        verdict(`${name}: bytes / PostHog surveys`, bytes / of('PostHog surveys').bytes, 0.15, true),
        verdict(`${name}: files fetched`, fetched, files, true),
        verdict(`${name}: ready${rested} / bare Lit element`, (ready - rest) / of(base).ready, 3.5),
        verdict(`${name}: ready${rested} / fastest peer (${fastest})`, (ready - rest) / of(fastest).ready, 1),
        verdict(`${name}: layout shift`, shift, 0.01),
        verdict(`${name}: longest task, ms`, longestTask, 100),
        verdict(`${name}: score click, ms`, click, 50),
      ];
    });
}
