/** A build step: compiles `html` template literals, and squeezes the whitespace of `css`, which no minifier may touch. */
import type {Plugin} from 'vite';
import {compileHtml} from './compile-html.js';

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as {type?: unknown}).type === 'string';

export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
}

/** Stands for a hole between two parts; no text of ours uses it. */
const hole = '\ue001';

const oneSpace = (text: string) => text.replace(/\s*\n\s*(?=\/?>)/g, '').replace(/\s*\n\s*/g, ' ');

/**
 * Text keeps its meaning: every run of white space that holds a line break becomes one space, and none where a tag ends.
 * What stands in `pre` and `textarea` stays.
 */
export function squeezeHtml(parts: readonly string[]): string[] {
  return parts
    .join(hole)
    .split(/(<(?:pre|textarea)\b[^>]*>[^]*?<\/(?:pre|textarea)>)/)
    .map((text, index) => (index % 2 ? text.replace(/^[^>]*>/, oneSpace) : oneSpace(text)))
    .join('')
    .split(hole);
}

/** Comments and needless spaces go; what stands in quotes stays. A hole in the template counts as one word. */
export function squeezeCss(parts: readonly string[]): string[] {
  const quotes: string[] = [];
  const squeezed = parts
    .join(hole)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/"[^"\n]*"|'[^'\n]*'/g, quote => `\ue002${quotes.push(quote) - 1}\ue003`)
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/(?<=[:,( -])0\.(?=\d)/g, '.')
    .replace(/;}/g, '}')
    .replace(/\ue002(\d+)\ue003/g, (_, index: string) => quotes[Number(index)]!)
    .trim();
  return squeezed.split(hole);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Part extends Node {
  readonly value: {readonly raw: string; readonly cooked: string};
}

/** Where the text of each part stands in the code. */
const placesOf = (code: string, parts: readonly Part[]) =>
  parts.map(({start, value: {raw}}) => {
    const at = code.indexOf(raw, start);
    return {start: at, end: at + raw.length};
  });

function cssEdits(code: string, parts: readonly Part[]): Edit[] {
  const texts = squeezeCss(parts.map(({value}) => value.raw));
  return placesOf(code, parts).map((place, index) => ({...place, text: texts[index]!}));
}

/** ``html`<b>${x}</b>` `` becomes `html("<b><?></b>", x)`. */
function htmlEdits(code: string, {start}: Node, parts: readonly Part[]): Edit[] {
  const markup = compileHtml(squeezeHtml(parts.map(({value}) => value.cooked)));
  const places = placesOf(code, parts);
  const last = places.length - 1;
  return places.map((place, index) => ({
    start: index ? place.start - 1 : start,
    end: place.end + (index < last ? 2 : 1),
    text: (index ? '' : `html(${JSON.stringify(markup)}`) + (index < last ? ',' : ')'),
  }));
}

/** A module with its templates ready to be shown. `parse` gives its syntax tree (ESTree). @throws Error with the template */
export function withTemplates(code: string, parse: (code: string) => unknown): string {
  const edits: Edit[] = [];
  for (const node of walk(parse(code) as Node)) {
    if (node.type !== 'TaggedTemplateExpression') continue;
    const {name} = node.tag as Node & {name?: string};
    const {quasis} = node.quasi as Node & {quasis: Part[]};
    if (name === 'css') edits.push(...cssEdits(code, quasis));
    if (name === 'html') edits.push(...htmlEdits(code, node, quasis));
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((out, {start, end, text}) => out.slice(0, start) + text + out.slice(end), code);
}

export function buildTemplates(): Plugin {
  return {
    name: 'stagepost-templates',
    enforce: 'post',
    transform: {
      filter: {code: /\b(?:html|css)`/},
      handler(code) {
        return {code: withTemplates(code, text => this.parse(text)), map: null};
      },
    },
  };
}
