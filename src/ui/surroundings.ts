import type {Context} from '../schema/wire.js';
import type {Settings} from '../schema/settings.js';

/** An address without query and fragment, which may hold what nobody should collect. */
const bare = (address: string, units: number): string | undefined =>
  address.split(/[?#]/)[0]!.slice(0, units) || undefined;

/**
 * Where something is answered or happens. The page's address is cut to 250 UTF-16 units and the referrer to 100, so that
 * a comment of 4,000 units in any script still fits the texts of one item.
 */
export function whereabouts({journey, stage, touchpoint}: Settings, lang?: string): Context {
  return {
    journey,
    stage,
    touchpoint,
    url: bare(location.href, 250),
    referrer: bare(document.referrer, 100),
    lang,
    viewport: `${innerWidth}x${innerHeight}`,
  };
}

let seq = 0;

/** Counts the events of one page load, from 0. */
export const nextSeq = (): number => seq++;
