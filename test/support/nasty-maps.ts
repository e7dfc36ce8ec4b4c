/**
 * Maps whose names are as bad as names can be, for formats made of text: signs of every grammar, keywords, links, other
 * scripts, blanks where none belong. They hold what a Mermaid journey can tell, and no more.
 */
import * as fc from 'fast-check';
import {idMaker} from '../../src/interchange/ids.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {seed} from './arbitraries.js';

/** What has broken a diagram before, or looks as if it might. */
const known = [
  '12:30 lunch', 'Issue #1; fix', 'title screen shown', 'section of the site', 'journey', 'Journey planning', 'accTitle: x',
  'accDescr {', 'accdescr', 'title', 'TITLE', 'sections', 'https://a.example/?q=1&b=2#c', '<b>bold</b>', '<br>', '<br/>',
  '<script>alert(1)</script>', '100%% sure', '%% no comment', '%%{init: {}}%%', '---', '```', 'a, b, c', ',', ';', ':', '::', '#',
  '#58;', '#amp;', '&amp;', '&#58;', 'style a:#b;', 'classDef x:#y;', '"quoted"', "it's", '{curly}', '}', '[a](b)', '**bold**',
  '_x_', '`code`', '$$x^2$$', '\\n', '\\(a\\)', 'C:\\temp', '5', '4: Me', '-1', 'NaN', 'tea & biscuits', 'a\nb', ' led', 'trailed ',
  'two  blanks', 'tab\there', 'line\u2028end', 'no\u00a0break', 'ﬂ°°58¶ß', '日本語の名前', 'Путь клиента', 'مرحبا: نعم', 'ลูกค้า',
  '👩‍👩‍👧‍👦 family', '🚀', 'e\u0301', '\u202Eright to left', '__proto__', 'constructor', 'toString', '0', ' ', '=1+1', '@a', '-- x',
] as const; // prettier-ignore

const sign = fc.constantFrom(
  ...'#;:%{}<>&",`$\\|/[]()*_~^=+-@!?\'. \t\n\u00a0\r',
  '%%',
  '#35;',
  '::',
  'title ',
  'section ',
);
const part = fc.oneof(
  fc.constantFrom(...known),
  fc.string({unit: 'grapheme', minLength: 1, maxLength: 8}),
  fc.string({unit: sign, minLength: 1, maxLength: 6}),
  fc.stringMatching(/^[A-Za-z ]{1,20}$/),
);
/** A name of 1 to 200 UTF-16 units; well formed, for a file is UTF-8. */
export const nastyName = fc
  .array(part, {minLength: 1, maxLength: 3})
  .map(parts =>
    parts
      .join('')
      .slice(0, 150)
      .replaceAll('\0', '')
      .replace(/[\uD800-\uDBFF]$/, ''),
  )
  .filter(name => name !== '');

const score = fc.oneof(
  fc.integer({min: -2, max: 2}),
  fc.integer({min: -20, max: 20}).map(tenths => tenths / 10 + 0),
);
const task = fc.record({name: nastyName, score, actors: fc.uniqueArray(fc.nat(3), {maxLength: 3})});
const diagram = fc.record({
  title: nastyName,
  description: fc.option(nastyName, {nil: undefined}),
  personas: fc.uniqueArray(nastyName.filter(name => name.trim() !== ''), {minLength: 4, maxLength: 4}),
  sections: fc.array(fc.record({name: nastyName, tasks: fc.array(task, {minLength: 1, maxLength: 4})}), {minLength: 1, maxLength: 4}),
}); // prettier-ignore

/** As a reader of the names alone would make it: ids from names, personas in the order in which they are met. */
export const nastyMap = diagram.map(({title, description, personas, sections}): JourneyMap => {
  const [stageId, stepId, personaId] = [idMaker('stage'), idMaker('step'), idMaker('persona')];
  const met = new Map<string, string>();
  const idOfActor = (name: string): string => {
    if (!met.has(name)) met.set(name, personaId(name));
    return met.get(name)!;
  };
  const stages = sections.map(({name}) => ({id: stageId(name), name}));
  const steps = sections.flatMap(({tasks}, at) =>
    tasks.map(({name, score: felt, actors}) => ({
      id: stepId(name),
      stageId: stages[at]!.id,
      name,
      emotions: actors.length
        ? actors.map(actor => ({personaId: idOfActor(personas[actor]!), score: felt}))
        : [{score: felt}],
    })),
  );
  return {
    schema: 'stagepost/journey-map/1',
    id: 'nasty',
    title,
    ...(description !== undefined && {description}),
    stages,
    steps,
    ...(met.size && {personas: [...met].map(([name, id]) => ({id, name}))}),
  };
});

/** The same 200 maps each time. */
export const nastyMaps = (): JourneyMap[] => fc.sample(nastyMap, {seed, numRuns: 200});
