/** What stands above the heads of a table: its title, and what people say there of the journey, such as `Persona: Ana`. */
import {plain} from '../names.js';
import type {Draft} from './draft.js';
import {placeOf, type Sheet, textAt} from './sheets.js';

type Fact = 'title' | 'scenario' | 'description' | 'owner' | 'persona';

const labels: ReadonlyMap<string, Fact> = new Map(
  (
    [
      ['title', 'title,journey,journey name,map,titel'],
      ['scenario', 'scenario,situation,szenario'],
      ['description', 'description,summary,about,beschreibung'],
      ['owner', 'owner,map owner,verantwortlich'],
      ['persona', 'persona,customer,user,actor,kunde,kundin'],
    ] as const
  ).flatMap(([fact, words]) => words.split(',').map((word): [string, Fact] => [word, fact])),
);

/** A label and what stands behind its colon, or beside it. */
function pairIn([first, second, ...others]: readonly string[]): readonly [label: string, value: string] | undefined {
  if (second !== undefined) return others.length ? undefined : [first!.replace(/:$/, ''), second];
  const colon = first!.indexOf(':');
  return colon < 0 ? undefined : [first!.slice(0, colon), first!.slice(colon + 1).trim()];
}

/** Whether a fact is one that is asked for, and not told yet; then it is kept. */
function keep(draft: Draft, texts: readonly string[], place: string): boolean {
  const [label, value] = pairIn(texts) ?? [];
  const fact = label === undefined ? undefined : labels.get(plain(label));
  if (!fact || !value) return false;
  if (fact === 'persona') {
    const persona = draft.persona(value, place);
    draft.subject = draft.personas.list.length === 1 ? persona : undefined;
    return persona !== undefined;
  }
  if (draft.map[fact]) return false;
  const isLong = fact === 'scenario' || fact === 'description';
  const text = isLong ? draft.text(value, place) : draft.name(value, place);
  if (text) draft.map[fact] = text;
  return true;
}

/** Reads the rows above the heads: a known fact, or the first text alone in its row as the title; the rest is told, since nothing says what it is. */
export function readAbove(draft: Draft, sheet: Sheet, head: number): void {
  for (let row = 0; row < head; row++) {
    const filled = (sheet.rows[row] ?? []).flatMap((_, column) => (textAt(sheet, row, column) ? [column] : []));
    const texts = [...new Set(filled.map(column => textAt(sheet, row, column)))];
    const [first] = texts;
    if (!first) continue;
    const place = placeOf(sheet, row, filled[0]!);
    if (keep(draft, texts, place)) continue;
    if (texts.length === 1 && !draft.map.title) draft.map.title = draft.name(first, place);
    else draft.remarks.error('above', place, 'The row stands above the heads of the columns; it was not read.');
  }
}
