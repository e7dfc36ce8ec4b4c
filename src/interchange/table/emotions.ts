/** Emotions as people write them: numbers of one of two scales, faces, or words. */
import {quoted} from '../../schema/issues.js';
import type {Scale} from '../reading.js';
import {fiveScale, isWithin, mapScale, rescaled, scaleText, widerScales} from '../scales.js';
import {plain} from '../names.js';
import {scalePattern} from './headers.js';
import {numberOf, type Understood} from './values.js';

/** Scales that people use in tables, ours first. */
const usual: readonly Scale[] = [mapScale, fiveScale];

// Maps: what a cell holds may be the name of a member of every object.
const faces = new Map<string, number>();
for (const [score, list] of [
  [2, '😀 😃 😄 😁 😆 🤩 😍 🥰 😊 🎉 💚 :D :-D ++'],
  [1, '🙂 ☺ ☺️ 😌 😉 👍 :) :-) +'],
  [0, '😐 😑 😶 🤔 :| :-|'],
  [-1, '🙁 ☹ ☹️ 😕 😟 😞 😒 😔 👎 :( :-( :/ :-/'],
  [-2, "😠 😡 🤬 😢 😭 😩 😫 😖 😣 😤 💔 >:( :'( --"],
] as const)
  for (const face of list.split(' ')) faces.set(face, score);

const words = new Map<string, number>();
for (const [score, list] of [
  [
    2,
    'very satisfied,very happy,very positive,very good,delighted,excited,love,excellent,great,sehr zufrieden,sehr glücklich,sehr positiv,sehr gut,begeistert',
  ],
  [
    1,
    'satisfied,happy,positive,good,pleased,content,confident,relieved,hopeful,zufrieden,glücklich,positiv,gut,froh,erleichtert',
  ],
  [0, 'neutral,okay,ok,indifferent,mixed,neither,neither satisfied nor dissatisfied,gleichgültig,gemischt,mittel'],
  [
    -1,
    'dissatisfied,unsatisfied,unhappy,negative,bad,poor,sad,confused,worried,annoyed,anxious,unzufrieden,unglücklich,negativ,schlecht,traurig,verwirrt,besorgt,genervt',
  ],
  [
    -2,
    'very dissatisfied,very unsatisfied,very unhappy,very negative,very bad,very poor,angry,frustrated,furious,sehr unzufrieden,sehr unglücklich,sehr negativ,sehr schlecht,wütend,frustriert,verärgert',
  ],
] as const)
  for (const word of list.split(',')) words.set(word, score);

/** What a text says of an emotion without a number. */
interface Told {
  readonly score: number;
  /** What it is called. */
  readonly label?: string | undefined;
}

const faceOf = (text: string): number | undefined => faces.get(text.replace(/\uFE0F/g, '')) ?? faces.get(text);

/** The score that a face or a word stands for, or the one face among words; `undefined` for any other text. */
function told(text: string): Told | undefined {
  const score = faceOf(text);
  if (score !== undefined) return {score};
  const word = words.get(plain(text));
  if (word !== undefined) return {score: word, label: text};
  const parts = text.split(/\s+/);
  // A plus or a minus among words may be a bullet.
  const found = parts.filter(part => faceOf(part) !== undefined && !/^[+-]+$/.test(part));
  const [face, ...others] = new Set(found.map(faceOf));
  if (face === undefined || others.length) return undefined;
  return {score: face, label: parts.filter(part => !found.includes(part)).join(' ') || undefined};
}

/** A number of some scale; `undefined` where the cell holds none. */
export const numeral = (text: string): number | undefined => (told(text) ? undefined : numberOf(text).value);

/** The scale that a header names: `Emotion (-2..2)`, `Rating 1 to 5`. */
export function scaleOfHeader(header: string): Scale | undefined {
  const match = scalePattern.exec(header);
  if (!match) return undefined;
  const [low, high] = [match[1]!.replace(/[\u2212–]/, '-'), match[2]!].map(Number) as [number, number];
  return low < high ? {low, high} : undefined;
}

/**
 * The scales that all the numbers fit, the first being the one to take. Where only wider ones do, the usual one from 1 to 5
 * stands behind them; where none does, the one that fits most.
 */
export function scalesFor(numbers: readonly number[]): readonly Scale[] {
  const fitting = (scale: Scale): number => numbers.filter(one => isWithin(one, scale)).length;
  const whole = (scales: readonly Scale[]): readonly Scale[] =>
    scales.filter(scale => fitting(scale) === numbers.length);
  const fits = whole(usual);
  if (fits.length) return fits;
  const wider = whole(widerScales);
  if (wider.length) return [...wider, fiveScale];
  return [fitting(fiveScale) > fitting(mapScale) ? fiveScale : mapScale];
}

/**
 * A score from -2 to 2, with the words for it where there are some. `isWord` tells that the text is neither a number, a face,
 * nor a word that is known.
 */
export function emotionOf(
  text: string,
  scale: Scale,
): Understood<number> & {readonly isWord?: boolean; readonly label?: string | undefined} {
  const known = told(text);
  if (known) return {value: known.score, label: known.label};
  const {value} = numberOf(text);
  if (value === undefined) return {reason: `${quoted(text)} is no emotion that is known`, isWord: true};
  if (!isWithin(value, scale)) return {reason: `${value} is not on the scale from ${scaleText(scale)}`};
  return {value: rescaled(value, scale, mapScale)};
}
