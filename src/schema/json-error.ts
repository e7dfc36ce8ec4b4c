/** Where a text stops being JSON. Lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

class Fault extends Error {
  readonly at: number;
  readonly expected: string;

  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A JSON string holds no raw control characters. */
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const word = /true|false|null/y;
const blank = /[ \t\n\r]*/y;

/** Finds the first fault of a text that `JSON.parse` refused; engines differ in how, and whether, they name it. */
export function jsonErrorAt(text: string): JsonFault {
  try {
    const end = skip(text, value(text, skip(text, 0)));
    if (end < text.length) throw new Fault(end, 'the end of the file');
  } catch (fault) {
    if (fault instanceof Fault) return {...position(text, fault.at), expected: fault.expected};
    // Nested deeper than the stack: the place does not matter then.
    return {...position(text, 0), expected: 'less deep nesting'};
  }
  return {...position(text, 0), expected: 'JSON'};
}

function position(text: string, at: number): {line: number; column: number} {
  const before = text.slice(0, at).split('\n');
  return {line: before.length, column: (before.at(-1) ?? '').length + 1};
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const skip = (text: string, at: number): number => match(blank, text, at) ?? at;

function value(text: string, at: number): number {
  const first = text[at];
  if (first === '{') return list(text, at, '}', member);
  if (first === '[') return list(text, at, ']', value);
  const end = match(string, text, at) ?? match(number, text, at) ?? match(word, text, at);
  if (end === undefined) throw new Fault(at, first === '"' ? 'a string that ends on its line' : 'a value');
  return end;
}

function member(text: string, at: number): number {
  const end = match(string, text, at);
  if (end === undefined) throw new Fault(at, 'a name in double quotes');
  const colon = skip(text, end);
  if (text[colon] !== ':') throw new Fault(colon, '":"');
  return value(text, skip(text, colon + 1));
}

function list(text: string, start: number, close: string, one: (text: string, at: number) => number): number {
  let at = skip(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skip(text, one(text, at));
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') throw new Fault(at, `"," or "${close}"`);
    at = skip(text, at + 1);
  }
}

/** The line, from 1, on which the value at `path` begins, in a text that is JSON; of the deepest part of the path that exists. */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  let at = skip(text, 0);
  for (const key of path) {
    const next = childAt(text, at, key);
    if (next === undefined) break;
    at = next;
  }
  return position(text, at).line;
}

/** Where the child of the object or list at `at` begins. */
function childAt(text: string, at: number, key: PropertyKey): number | undefined {
  const isObject = text[at] === '{';
  if (!isObject && text[at] !== '[') return;
  let from = skip(text, at + 1);
  for (let index = 0; text[from] !== '}' && text[from] !== ']'; index++) {
    const start = isObject ? skip(text, skip(text, match(string, text, from)!) + 1) : from;
    const name = isObject ? JSON.parse(text.slice(from, match(string, text, from))) : index;
    if (name === key) return start;
    from = skip(text, value(text, start));
    if (text[from] === ',') from = skip(text, from + 1);
  }
  return;
}
