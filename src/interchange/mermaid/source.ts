/**
 * The statements of a Mermaid `journey`, cut as its grammar cuts them (mermaid, journey.jison), and where that grammar
 * refuses or swallows something, as it was meant.
 */

/** A piece of the text: `text` with its entity codes decoded; `shape` as long, with a neutral character for each decoded one. */
export interface Piece {
  readonly text: string;
  readonly shape: string;
}

export type StatementKind = 'journey' | 'title' | 'accTitle' | 'accDescr' | 'section' | 'task' | 'comment' | 'unclosed';

export interface Statement extends Piece {
  readonly kind: StatementKind;
  /** From 1. */
  readonly line: number;
  /** What stood behind `#` or `%%` on the line; absent where nothing did. */
  readonly comment?: string | undefined;
}

/** What an entity code becomes in a shape: no blank, no letter and no sign of the grammar. */
const neutral = '\u0000';

const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', colon: ':', semi: ';', comma: ',', num: '#', percnt: '%',
}; // prettier-ignore

/** The character of `#58;` or `#quot;` without its signs; `undefined` where there is none. */
function characterOf(code: string): string | undefined {
  const hex = /^x([0-9a-f]+)$/i.exec(code)?.[1];
  const point = /^\d+$/.test(code) ? Number(code) : hex ? Number.parseInt(hex, 16) : -1;
  if (point < 0) return Object.hasOwn(named, code) ? named[code] : undefined;
  const isControl = point < 0x20 && !(point >= 0x09 && point <= 0x0d);
  const isCharacter = !isControl && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}

/** The text with its entity codes decoded; one that stands for nothing is text, with its signs: `Issue #1; fix`. */
export function decode(source: string): Piece {
  const [text, shape]: [string[], string[]] = [[], []];
  let from = 0;
  for (const {0: all, 1: code, index} of source.matchAll(/#(\w+);/g)) {
    const character = characterOf(code!) ?? all;
    const before = source.slice(from, index);
    text.push(before, character);
    shape.push(before, neutral.repeat(character.length));
    from = index + all.length;
  }
  return {text: text.join('') + source.slice(from), shape: shape.join('') + source.slice(from)};
}

export const slice = ({text, shape}: Piece, from: number, to?: number): Piece => ({
  text: text.slice(from, to),
  shape: shape.slice(from, to),
});

/** Without the blanks at both ends; a blank that was written as an entity code stays. */
export function trim(piece: Piece): Piece {
  const {length} = piece.shape;
  const from = length - piece.shape.trimStart().length;
  return slice(piece, from, Math.max(from, piece.shape.trimEnd().length));
}

/** Where a sign of the grammar stands. */
export const placesOf = ({shape}: Piece, sign: string): number[] =>
  shape.split('').flatMap((one, at) => (one === sign ? at : []));

/** What stands between signs of the grammar, each without the blanks around it. */
export const partsOf = (piece: Piece, sign: string): Piece[] => {
  const places = placesOf(piece, sign);
  return [-1, ...places].map((place, at) => trim(slice(piece, place + 1, places[at])));
};

/** Blanked out, with every line where it is. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** What stands before the diagram and is no part of it. */
export interface Front {
  readonly body: string;
  /** The `title` of the frontmatter. */
  readonly title?: string | undefined;
}

/** Takes frontmatter, directives and a fence of Markdown out of the text; lines keep their numbers. */
export function frontOf(source: string): Front {
  let title: string | undefined;
  const body = source
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*(?:```|~~~|:::)[^\n]*\n([^]*?)\n[ \t]*(?:```|~~~|:::)\s*$/, (_, inside: string) => `\n${inside}\n`)
    .replace(/^(\s*)---[ \t]*\n([^]*?\n)?[ \t]*---[ \t]*(?:\n|$)/, (all: string, before: string, inside = '') => {
      title = titleIn(inside, before.slice(before.lastIndexOf('\n') + 1));
      return blank(all);
    });
  return {body: withoutDirectives(body), title};
}

/** The `title` of a frontmatter, not one of something in it: what is in it stands further in than its own lines. */
function titleIn(front: string, indent: string): string | undefined {
  const line = front.split('\n').find(one => one.startsWith(`${indent}title:`));
  const text = line?.slice(indent.length + 'title:'.length).trim() ?? '';
  // Behind a blank, the sign begins a comment.
  const [, , quoted] = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(text) ?? [];
  return (quoted ?? text.split(' #')[0]!.trim()) || undefined;
}

/** Without `%%{init: …}%%`, which may take several lines. */
function withoutDirectives(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('%%{', at);
    const end = start < 0 ? -1 : text.indexOf('}%%', start);
    if (end < 0) return parts.join('') + text.slice(at);
    parts.push(text.slice(at, start), blank(text.slice(start, end + 3)));
    at = end + 3;
  }
}

const block = /accDescr\s*\{([^}]*)\}/iy;

/** How a statement begins; the first that fits, as in the grammar, whose words may be in any case. */
const beginnings: readonly (readonly [StatementKind, RegExp])[] = [
  ['comment', /%%[^\n]*/iy],
  ['comment', /#[^\n]*/iy],
  ['journey', /journey(?![^\s;])/iy],
  ['accTitle', /accTitle[ \t]*:[ \t]*([^\n]*)/iy],
  ['accDescr', block],
  ['unclosed', /accDescr\s*\{[^\n]*/iy],
  ['accDescr', /accDescr[ \t]*:[ \t]*([^\n]*)/iy],
  ['title', /title(?:[ \t]+([^;\n]*)|(?=[;\n]|$))/iy],
  ['section', /section(?:[ \t]+([^;\n]*)|(?=[;\n]|$))/iy],
  ['task', /([^;\n]+)/iy],
];

const between = /[\s;]*/y;
const moreOnLine = /[ \t]*[^\s;]/y;

/** The statements of a diagram in their order. */
export function* statementsOf(body: string): Generator<Statement> {
  const whole = decode(body);
  const {shape} = whole;
  const lastBrace = shape.lastIndexOf('}');
  let [at, line, counted, seenHeader] = [0, 1, 0, false];
  for (;;) {
    between.lastIndex = at;
    between.test(shape);
    at = between.lastIndex;
    if (at >= shape.length) return;
    for (; counted < at; counted++) if (shape[counted] === '\n') line++;
    const [kind, match] = beginningAt(shape, at, seenHeader, at < lastBrace);
    const end = at + match[0].length;
    const content = match[1] === undefined ? '' : match[1];
    const start = content ? at + match[0].indexOf(content, kind === 'accDescr' ? 8 : 0) : end;
    const piece = trim(slice(whole, start, start + content.length));
    const isLine = kind === 'title' || kind === 'section' || kind === 'task';
    yield {kind, line, ...(isLine ? withoutComment(piece, kind) : piece)};
    seenHeader ||= kind !== 'comment';
    at = end;
  }
}

function beginningAt(
  shape: string,
  at: number,
  seenHeader: boolean,
  mayClose: boolean,
): readonly [StatementKind, RegExpExecArray] {
  for (const [kind, pattern] of beginnings) {
    if (pattern === block && !mayClose) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(shape);
    moreOnLine.lastIndex = pattern.lastIndex;
    // After the header, a line that begins with the word is a task: `journey planning: 4`.
    const isTask = kind === 'journey' && seenHeader && moreOnLine.test(shape);
    if (match && !isTask) return [kind, match];
  }
  throw new Error(`Nothing of a journey begins at ${at}.`);
}

/**
 * A statement without the comment behind it. The grammar ends a statement at `#`; where only the whole makes a task, such as
 * `Issue #1: 5: Me`, the sign belongs to its name.
 */
function withoutComment(piece: Piece, kind: StatementKind): Piece & {comment?: string | undefined} {
  const {shape} = piece;
  const percent = shape.search(/\s%%/);
  const hash = shape.indexOf('#');
  const isText = kind === 'task' && hash >= 0 && !shape.slice(0, hash).includes(':') && shape.includes(':', hash);
  const ends = [percent, isText ? -1 : hash].filter(end => end >= 0);
  if (!ends.length) return piece;
  const end = Math.min(...ends);
  return {...trim(slice(piece, 0, end)), comment: piece.text.slice(end).trim()};
}
