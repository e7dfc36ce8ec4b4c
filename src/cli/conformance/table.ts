/** A table of results in plain text, wrapped to its columns. */
import type {Result} from './check.js';

const columns = [
  {title: 'check', width: 30, of: (result: Result) => result.id},
  {title: 'result', width: 7, of: (result: Result) => result.outcome},
  {title: 'what the contract says', width: 56, of: (result: Result) => result.says},
  {title: 'what was seen', width: 44, of: (result: Result) => result.seen},
] as const;

/** Lines of at most `width` characters; a longer word is cut. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ').flatMap(part => part.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? [])) {
    const last = lines.at(-1)!;
    if (!last) lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function row(texts: readonly string[]): string {
  const cells = columns.map(({width}, at) => wrapped(texts[at] ?? '', width));
  const height = Math.max(...cells.map(lines => lines.length));
  return Array.from({length: height}, (_, line) =>
    columns
      .map(({width}, at) => (cells[at]![line] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  ).join('\n');
}

export function tableOf(results: readonly Result[]): string {
  const rule = columns.map(({width}) => '-'.repeat(width)).join('  ');
  return [
    row(columns.map(column => column.title)),
    rule,
    ...results.map(result => row(columns.map(column => column.of(result)))),
  ].join('\n');
}
