import type {Words} from './words.js';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** How long something takes, in the largest unit that it fills, as the language writes it: "1.5 hours". */
export function lasting(words: Words, ms: number): string {
  const [unit, length] = units.find(([, one]) => ms >= one) ?? units[3];
  return words.number(ms / length, {style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1});
}
