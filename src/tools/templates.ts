/** A build step: squeezes the whitespace of `html` and `css` template literals, which no minifier may touch. */
import type {Plugin} from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as {type?: unknown}).type === 'string';

function* walk(node: Node): Generator<Node> {
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
    .replace(/;}/g, '}')
    .replace(/\ue002(\d+)\ue003/g, (_, index: string) => quotes[Number(index)]!)
    .trim();
  return squeezed.split(hole);
}

const squeezers = new Map([
  ['html', squeezeHtml],
  ['svg', squeezeHtml],
  ['css', squeezeCss],
]);

export function squeezeTemplates(): Plugin {
  return {
    name: 'stagepost-templates',
    enforce: 'post',
    transform: {
      filter: {code: /\b(?:html|css|svg)`/},
      handler(code) {
        const edits: {start: number; end: number; text: string}[] = [];
        for (const node of walk(this.parse(code) as unknown as Node)) {
          if (node.type !== 'TaggedTemplateExpression') continue;
          const squeeze = squeezers.get(String((node.tag as Node & {name?: string}).name));
          const quasis = (node.quasi as Node & {quasis: Node[]}).quasis;
          if (!squeeze) continue;
          const texts = quasis.map(part => (part.value as {raw: string}).raw);
          squeeze(texts).forEach((text, index) => {
            const start = code.indexOf(texts[index]!, quasis[index]!.start);
            edits.push({start, end: start + texts[index]!.length, text});
          });
        }
        let out = code;
        for (const {start, end, text} of edits.sort((a, b) => b.start - a.start))
          out = out.slice(0, start) + text + out.slice(end);
        return {code: out, map: null};
      },
    },
  };
}
