import {overlayLimits} from '../../schema/limits.js';
import {bad, timeOf} from '../results/query.js';
import type {Site} from '../sites.js';

/** Which answers an overlay is made of. */
export interface OverlayQuery {
  /** Inclusive, milliseconds since 1970. */
  readonly from: number | undefined;
  /** Exclusive. */
  readonly to: number | undefined;
  /** Values that fit, by the name of the trait as it was asked for. An answer must have one of them for every trait. */
  readonly segment: ReadonlyMap<string, string[]>;
}

const {traits: mostTraits, values: mostValues} = overlayLimits;

const traitParameter = /^(?:segment|(?:segment|traits)\.[\p{L}\p{N}_ .:-]{1,100})$/u;

/** @throws {Problem} 400 `query/invalid` with the parameter's name. */
export function parseOverlayQuery(params: URLSearchParams, site: Site): OverlayQuery {
  const segment = new Map<string, string[]>();
  for (const name of new Set(params.keys())) {
    if (name === 'from' || name === 'to') continue;
    if (!traitParameter.test(name))
      throw bad(name.slice(0, 50), 'is not known; known are from, to, segment, segment.<name>, traits.<name>');
    segment.set(name, [...new Set(params.getAll(name))]);
  }
  if (segment.size > mostTraits) throw bad([...segment.keys()][mostTraits]!, `is one too many: ${mostTraits} at most`);
  for (const [name, values] of segment)
    if (values.length > mostValues) throw bad(name, `may be given ${mostValues} times at most`);
  return {from: timeOf(params, 'from', site), to: timeOf(params, 'to', site), segment};
}
