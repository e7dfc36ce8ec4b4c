/** Emotions as people write them: numbers of one of two scales, faces, or words. */
import {quoted} from '../../schema/issues.js';
import type {Scale} from '../reading.js';
import {fiveScale, isWithin, mapScale, rescaled, scaleText} from '../scales.js';
import {plain} from '../names.js';
import {numberOf, type Understood} from './values.js';

/** Scales that people use in tables, ours first. */
const usual: readonly Scale[] = [mapScale, fiveScale];

const faces: Record<string, number> = {};
for (const [score, list] of [
  [2, '😀 😃 😄 😁 😆 🤩 😍 🥰 😊 🎉 💚 :D :-D ++'],
  [1, '🙂 ☺ ☺️ 😌 😉 👍 :) :-) +'],
  [0, '😐 😑 😶 🤔 :| :-|'],
  [-1, '🙁 ☹ ☹️ 😕 😟 😞 😒 😔 👎 :( :-( :/ :-/'],
  [-2, "😠 😡 🤬 😢 😭 😩 😫 😖 😣 😤 💔 >:( :'( --"],
] as const)
  for (const face of list.split(' ')) faces[face] = score;

const words: Record<string, number> = {};
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
  for (const word of list.split(',')) words[word] = score;

/** The score that a face or a word stands for; `undefined` for any other text. */
function told(text: string): number | undefined {
  const face = faces[text.replace(/\uFE0F/g, '')] ?? faces[text];
  return face ?? words[plain(text)];
}

/** A number of some scale; `undefined` where the cell holds none. */
export const numeral = (text: string): number | undefined =>
  told(text) === undefined ? numberOf(text).value : undefined;

/** The scale that a header names: `Emotion (-2..2)`, `Rating 1 to 5`. */
export function scaleOfHeader(header: string): Scale | undefined {
  const match = /([-\u2212]?\d+)\s*(?:\.\.\.?|…|–|-|to|bis)\s*([+]?\d+)/.exec(header);
  if (!match) return undefined;
  const [low, high] = [match[1]!.replace('\u2212', '-'), match[2]!].map(Number) as [number, number];
  return low < high ? {low, high} : undefined;
}

/** The scales that all the numbers fit; where none does, the one that fits most. The first is the one to take. */
export function scalesFor(numbers: readonly number[]): readonly Scale[] {
  const fitting = (scale: Scale): number => numbers.filter(one => isWithin(one, scale)).length;
  const whole = usual.filter(scale => fitting(scale) === numbers.length);
  if (whole.length) return whole;
  return [fitting(fiveScale) > fitting(mapScale) ? fiveScale : mapScale];
}

/** A score from -2 to 2. `isWord` tells that the text is neither a number, a face, nor a word that is known. */
export function emotionOf(text: string, scale: Scale): Understood<number> & {readonly isWord?: boolean} {
  const known = told(text);
  if (known !== undefined) return {value: known};
  const {value} = numberOf(text);
  if (value === undefined) return {reason: `${quoted(text)} is no emotion that is known`, isWord: true};
  if (!isWithin(value, scale)) return {reason: `${value} is not on the scale from ${scaleText(scale)}`};
  return {value: rescaled(value, scale, mapScale)};
}
