import type * as z from 'zod';
import {langPattern} from './lang.js';
import {idPattern} from './patterns.js';

/** One fault: where, and what to do about it. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

interface Faulty {
  readonly issues: readonly z.core.$ZodIssue[];
}

/** Marks that turn the direction of reading, and what is no letter at all: a message that repeats them reads as another one. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** A value as a message repeats it: not at length, and in one direction. */
export const quoted = (value: string): string =>
  `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`.replace(unseen, '\uFFFD');

/** A path as people write it: `sites[0].origins[1]`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    return /^[\p{L}\p{M}\p{N}_$.: -]{1,100}$/u.test(name) ? `${text}${text && '.'}${name}` : `${text}[${quoted(name)}]`;
  }, '');

/** Every fault that a schema found in `value`, in words. */
export const faultsOf = ({issues}: Faulty, value: unknown): Fault[] =>
  issues
    .flatMap(issue => innermost(issue))
    .map(issue => {
      const isMissing = valueAt(value, issue.path) === undefined;
      return {path: issue.path, text: isMissing ? `is missing; it ${wordsOf(issue)}` : wordsOf(issue)};
    });

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return at;
}

/** The first three faults as one text: `sites[0].id: is missing`. */
export function issueText(error: Faulty, value: unknown): string {
  const lines = faultsOf(error, value).map(({path, text}) => `${pathText(path) || 'the whole'} ${text}`);
  const more = lines.length - 3;
  return lines.slice(0, 3).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

const depth = (branch: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...branch.map(issue => issue.path.length + (issue.code === 'invalid_key' ? 1 : 0)));

/** A union itself only knows that nothing fits: the branch that came furthest knows why. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => ({...issue, path: [...issue.path, key]}));
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  let best = issue.errors[0]!;
  for (const branch of issue.errors) if (depth(branch) > depth(best)) best = branch;
  if (depth(best) === 0) return [issue];
  return best.flatMap(inner => innermost({...inner, path: [...issue.path, ...inner.path]}));
}

const patterns: ReadonlyMap<string, string> = new Map([
  [String(idPattern), 'must be an id: letters, digits and _ . : -, at most 100, no blanks'],
  [langPattern.source, 'must be a language tag such as en or pt-BR'],
]);

const list = (values: readonly unknown[]): string => values.map(value => JSON.stringify(value)).join(', ');

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not known; remove it or correct its spelling';
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${list(issue.values)}`;
    case 'invalid_format':
      return formatWords(issue);
    case 'too_small':
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_key':
      return `is a name that cannot stand here: it ${issue.issues[0] ? wordsOf(issue.issues[0]) : 'is not known'}`;
    case 'invalid_union':
      return unionWords(issue);
    default:
      return issue.message ?? 'is not valid';
  }
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  int: 'a whole number',
  record: 'an object',
};

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters long' : origin === 'array' ? ' entries long' : '';

function formatWords(issue: z.core.$ZodIssueInvalidStringFormat): string {
  const pattern = 'pattern' in issue ? String(issue.pattern) : '';
  for (const [known, words] of patterns) if (pattern === known) return words;
  if (pattern.includes('[a-zA-Z]{2,8}(-')) return patterns.get(langPattern.source)!;
  return issue.message && issue.message !== 'Invalid input' ? issue.message : `must match ${pattern}`;
}

function unionWords(issue: z.core.$ZodIssue & {code: 'invalid_union'}): string {
  if ('options' in issue && Array.isArray(issue.options)) return `must be one of ${list(issue.options)}`;
  const wanted = issue.errors.flatMap(branch =>
    branch.map(inner => ('expected' in inner ? String(inner.expected) : '')),
  );
  const names = [...new Set(wanted.filter(Boolean).map(kind => kinds[kind] ?? `a ${kind}`))];
  return names.length > 0 ? `must be ${names.join(' or ')}` : 'fits none of the shapes that may stand here';
}
