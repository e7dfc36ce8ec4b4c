/**
 * Checks a survey definition in the browser, loaded only where a page brings its own. Equal to `surveySchema` in what it
 * accepts (a property test holds the two together); each message says what to write instead.
 */
import {isSafeLink} from './link.js';
import {langPattern} from './lang.js';
import {idPattern} from './patterns.js';

export interface SurveyProblem {
  /** `questions[0].id`; `''` for the definition itself. */
  readonly path: string;
  /** What to write instead. */
  readonly message: string;
}

type Keyed = {readonly [key: string]: unknown};
type Check = (value: unknown, path: string) => SurveyProblem[];
/** A check a key; a key that ends in `?` may be absent, any other key is refused. */
type Shape = {readonly [key: string]: Check};

const own = Object.hasOwn;
const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' && value.length >= least && value.length <= most;
const say = (path: string, message: string): SurveyProblem[] => [{path, message}];
const under = (path: string, key: string | number) =>
  typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key;

const is =
  (fits: (value: unknown) => boolean, message: string): Check =>
  (value, path) =>
    fits(value) ? [] : say(path, `must be ${message}`);
const whole = (least: number, most: number) =>
  is(
    value => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    `a whole number from ${least} to ${most}`,
  );
const text = (least: number, most: number) =>
  is(value => isText(value, least, most), `a text of ${least} to ${most} characters`);
const among = (...values: string[]) =>
  is(value => values.includes(value as string), values.map(value => `"${value}"`).join(' or '));
const flag = is(value => typeof value === 'boolean', 'true or false');
const number = is(value => Number.isFinite(value), 'a number');
const id = is(
  value => typeof value === 'string' && idPattern.test(value),
  'an id: 1 to 100 letters, digits, "_", ".", ":" or "-", beginning with a letter or digit',
);
const lang = is(value => typeof value === 'string' && langPattern.test(value), 'a language such as "de" or "pt-BR"');

const shape =
  (keys: Shape): Check =>
  (value, path) => {
    if (!isKeyed(value)) return say(path, 'must be an object');
    const known = Object.keys(keys).map(name => name.replace('?', ''));
    return [
      ...Object.keys(value).flatMap(key =>
        known.includes(key) ? [] : say(under(path, key), `is not known here; use one of: ${known.join(', ')}`),
      ),
      ...Object.keys(keys).flatMap(name => {
        const key = name.replace('?', '');
        const part = own(value, key) ? value[key] : undefined;
        return part === undefined && key !== name ? [] : keys[name]!(part, under(path, key));
      }),
    ];
  };
const list =
  (entry: Check, least: number, most: number, what: string): Check =>
  (value, path) =>
    Array.isArray(value) && value.length >= least && value.length <= most
      ? Array.from(value, (one: unknown, at) => entry(one, under(path, at))).flat()
      : say(path, `must be a list of ${most === Infinity ? `at least ${least}` : `${least} to ${most}`} ${what}`);

const localText: Check = (value, path) => {
  if (!isKeyed(value))
    return isText(value, 1, 2000)
      ? []
      : say(path, 'must be a text of 1 to 2000 characters, or one for each language: {"en": "…", "de": "…"}');
  const langs = Object.keys(value);
  if (!langs.length) return say(path, 'names no language; write {"en": "…"}');
  return langs.flatMap(key => lang(key, under(path, key)).concat(text(1, 2000)(value[key], under(path, key))));
};
const bySegment = (check: Check) => shape({'detractor?': check, 'passive?': check, 'promoter?': check});

const texts: Shape = {'text?': localText, 'hint?': localText};
const ends: Shape = {'low?': localText, 'high?': localText};
const condition = shape({
  'question': id,
  'in?': list(
    is(
      value => ['string', 'boolean'].includes(typeof value) || Number.isFinite(value),
      'a text, a number or a boolean',
    ),
    1,
    Infinity,
    'values',
  ),
  'atLeast?': number,
  'atMost?': number,
  'answered?': flag,
});
const option = shape({id, ...texts, 'bySegment?': bySegment(localText), 'stage?': id, 'touchpoint?': id});
const base: Shape = {
  id,
  ...texts,
  'bySegment?': bySegment(shape(texts)),
  'required?': flag,
  'showIf?': list(condition, 0, Infinity, 'conditions'),
};
const choice: Shape = {'options?': list(option, 1, 50, 'options'), 'other?': flag, 'shuffle?': flag};
const points = whole(2, 10);

const questions: Readonly<Record<string, Shape>> = {
  nps: ends,
  csat: {...ends, 'points?': points, 'satisfiedFrom?': points},
  ces: {...ends, 'points?': points},
  rating: {...ends, 'shape?': among('stars', 'emoji', 'thumbs'), 'points?': points},
  single: choice,
  multiple: {...choice, 'max?': whole(1, 50), 'primary?': flag},
  text: {'max?': whole(1, 4000)},
  contact: {'purpose?': text(1, 100)},
  statement: {},
};
const question: Check = (value, path) => {
  if (!isKeyed(value)) return say(path, 'must be an object');
  const type = own(value, 'type') ? value['type'] : undefined;
  if (typeof type !== 'string' || !own(questions, type))
    return say(under(path, 'type'), `must be one of: ${Object.keys(questions).join(', ')}`);
  return shape({...base, type: among(type), ...questions[type]})(value, path);
};

const action = shape({
  id,
  text: localText,
  href: is(isSafeLink, 'an http, https, mailto or tel link, or a path of this site'),
});
const thanks: Shape = {...texts, 'actions?': list(action, 0, 2, 'actions')};
const days = whole(0, 3650);

const survey = shape({
  '$schema?': is(value => typeof value === 'string', 'a text'),
  'schema': among('stagepost/survey/1'),
  id,
  'version?': text(1, 100),
  'lang?': lang,
  'questions': list(question, 1, 50, 'questions'),
  'thanks?': shape({...thanks, 'bySegment?': bySegment(shape(thanks))}),
  'reask?': shape({
    'afterComplete?': days,
    'afterPartial?': days,
    'afterDismiss?': days,
    'afterSnooze?': days,
    'afterIgnore?': days,
  }),
  'maxDisplays?': whole(1, 100),
});

interface Referring {
  readonly id: string;
  readonly showIf?: readonly {readonly question: string}[];
  readonly options?: readonly {readonly id: string}[];
}

/** What only the whole can show: ids given twice, and conditions on a question that does not come earlier. */
function references(all: readonly Referring[]): SurveyProblem[] {
  const seen = new Set<string>();
  return all.flatMap((one, at) => {
    const path = under('questions', at);
    const problems = seen.has(one.id) ? say(`${path}.id`, `repeats the question id "${one.id}"; give it its own`) : [];
    one.showIf?.forEach(({question: name}, index) => {
      if (!seen.has(name))
        problems.push(...say(`${under(`${path}.showIf`, index)}.question`, `must be the id of an earlier question`));
    });
    seen.add(one.id);
    const ids = (one.options ?? []).map(each => each.id);
    ids.forEach((name, index) => {
      if (ids.indexOf(name) !== index)
        problems.push(
          ...say(`${under(`${path}.options`, index)}.id`, `repeats the option id "${name}"; give it its own`),
        );
    });
    return problems;
  });
}

/** Everything wrong with a survey definition; an empty list for a sound one. */
export function surveyProblems(value: unknown): SurveyProblem[] {
  const problems = survey(value, '');
  return problems.length ? problems : references((value as {questions: Referring[]}).questions);
}
