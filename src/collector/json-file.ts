import {readFileSync} from 'node:fs';
import type * as z from 'zod';
import {jsonErrorAt} from './json-error.js';
import {CollectorError} from './problem.js';

/**
 * Reads a JSON file.
 * @throws {CollectorError} `<area>/unreadable`, or `<area>/invalid` with line and column.
 */
export function parseJsonFile(path: string, area: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be read (${code})`;
    throw new CollectorError(`${area}/unreadable`, `The file ${path} ${reason}; check the path and its permissions.`, {
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const {line, column, expected} = jsonErrorAt(text);
    const where = `${path}:${line}:${column}`;
    throw new CollectorError(`${area}/invalid`, `${where} is no valid JSON: expected ${expected}.`, {cause});
  }
}

/** A zod path as people write it: `sites[0].origins[1]`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );

interface Issue {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** Every fault as `path: what is wrong`; the first three, and how many more. */
export function issueLines(error: {readonly issues: readonly z.core.$ZodIssue[]}): string[] {
  return error.issues
    .flatMap(issue => innermost(issue))
    .map(({path, message}) => {
      const where = pathText(path);
      return where ? `${where}: ${message}` : message;
    });
}

const depth = (branch: readonly z.core.$ZodIssue[]): number => Math.max(0, ...branch.map(({path}) => path.length));

/** A union's own message says nothing: the branch that came furthest does. */
function innermost(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const best = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
  if (depth(best) === 0) return [issue];
  return best.flatMap(inner => innermost({...inner, path: [...issue.path, ...inner.path]}));
}

export function issueText(error: {readonly issues: readonly z.core.$ZodIssue[]}): string {
  const lines = issueLines(error);
  const more = lines.length - 3;
  return lines.slice(0, 3).join('; ') + (more > 0 ? `; and ${more} more` : '');
}
