import type {Kpi} from '../../schema/journey-map.js';
import type {Words} from './words.js';

/** A value of a measure with its unit, as the language writes it. */
export function measured(words: Words, {unit = '', currency, kind}: Kpi, value: number): string {
  if (currency) return words.number(value, {style: 'currency', currency, maximumFractionDigits: 2});
  if (kind === 'nps') return words.signed(value);
  return `${words.number(value)}${unit === '%' ? '\u2009%' : unit && `\u00a0${unit}`}`;
}
