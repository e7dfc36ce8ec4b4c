/** What the bench of the map does in its page: shows a map and a bare table with the same texts, and works the map. */
import type {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import type {View} from '../../src/journey/view.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';

interface Mermaid {
  initialize(settings: object): void;
  render(id: string, text: string): Promise<{svg: string}>;
}
declare const mermaid: Mermaid | undefined;

/** Milliseconds until the next frame is drawn; what is done may take time of its own. */
async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  await painted();
  return performance.now() - begun;
}

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
/** Once a frame with everything so far has been drawn. */
const painted = async (): Promise<void> => {
  await frame();
  await new Promise<void>(done => {
    const {port1, port2} = new MessageChannel();
    port1.addEventListener('message', () => done());
    port1.start();
    port2.postMessage(null);
  });
};

/** The next measurement begins with an empty page and nothing left to do. */
async function clear(): Promise<void> {
  document.body.replaceChildren();
  await painted();
  await new Promise(done => setTimeout(done, 30));
  (globalThis as {gc?: () => void}).gc?.();
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A table with the heads and texts of a map, as a server would send it. */
function bareTable({stages, steps, lanes = [], cells = []}: JourneyMap): string {
  const at = new Map(cells.map(cell => [`${cell.laneId} ${cell.from}`, cell.text ?? '']));
  const spans = stages.map(({id}) => steps.filter(({stageId}) => stageId === id).length);
  return `<table><thead><tr><td></td>${stages.map(({name}, index) => `<th colspan="${spans[index]}">${escaped(name)}</th>`).join('')}</tr>
    <tr><td></td>${steps.map(({name}) => `<th>${escaped(name)}</th>`).join('')}</tr></thead><tbody>${lanes
      .map(
        ({id, title}) =>
          `<tr><th>${escaped(title)}</th>${steps.map(step => `<td>${escaped(at.get(`${id} ${step.id}`) ?? '')}</td>`).join('')}</tr>`,
      )
      .join('')}</tbody></table>`;
}

/** The same journey as Mermaid reads it: it has no lanes, so only stages and steps. */
const mermaidText = ({title, stages, steps}: JourneyMap): string =>
  [
    'journey',
    `  title ${title}`,
    ...stages.flatMap(({id, name}) => [
      `  section ${name}`,
      ...steps.filter(({stageId}) => stageId === id).map(step => `    ${step.name}: 3: Everyone`),
    ]),
  ].join('\n');

let element: StagepostJourneyMap;
const root = (): ShadowRoot => element.shadowRoot!;

/** Resolves once the shadow root holds this, as soon as it does. */
const there = (selector: string): Promise<void> =>
  new Promise(done => {
    const look = (): boolean => !!root().querySelector(selector) && (done(), true);
    if (!look()) new MutationObserver((_, watch) => look() && watch.disconnect()).observe(root(), {subtree: true, childList: true}); // prettier-ignore
  });

async function show(map: JourneyMap): Promise<void> {
  element = document.createElement('stagepost-journey-map');
  element.setAttribute('without-hash', '');
  element.map = map;
  document.body.append(element);
  await there('.grid');
}

export interface Shown {
  readonly bare: number;
  readonly map: number;
  readonly mermaid: number | undefined;
}

/** One time each, by turns, in milliseconds. */
async function visible(map: JourneyMap): Promise<Shown> {
  const html = bareTable(map);
  await clear();
  const bare = await timed(() => void (document.body.innerHTML = html));
  await clear();
  const ours = await timed(() => show(map));
  if (root().querySelectorAll('tbody td .words').length !== map.cells?.length)
    throw new Error('not every cell is shown');
  await clear();
  if (typeof mermaid === 'undefined') return {bare, map: ours, mermaid: undefined};
  const text = mermaidText(map);
  const theirs = await timed(async () => {
    document.body.innerHTML = (await mermaid.render(`m${Date.now()}`, text)).svg;
  });
  await clear();
  return {bare, map: ours, mermaid: theirs};
}

/** What a reader's doing took, and what of the page it touched. */
export interface Touched {
  /** Milliseconds until the next frame is drawn. */
  readonly ms: number;
  /** The same for a bare table, where there is such a thing. */
  readonly bare: number | undefined;
  /** Changes of attributes, texts and children in cells and heads of a table. */
  readonly cells: number;
  /** Of these, the ones in cells that it was not about. */
  readonly strangers: number;
  /** All changes, the ones in cells included. */
  readonly all: number;
}

const cellOf = (node: Node): Element | null | undefined =>
  (node instanceof Element ? node : node.parentElement)?.closest('td,th');

/** Looks at the map in another way, and counts what that touched. `own`: selector of the cells that it is about. */
async function worked(change: Partial<View>, own: string, bare?: number): Promise<Touched> {
  const seen: MutationRecord[] = [];
  const watch = new MutationObserver(records => void seen.push(...records));
  await painted();
  watch.observe(root(), {subtree: true, childList: true, attributes: true, characterData: true});
  const ms = await timed(() => {
    element.look(change);
    return element.updateComplete;
  });
  seen.push(...watch.takeRecords());
  watch.disconnect();
  const cells = seen.flatMap(({target}) => cellOf(target) ?? []);
  return {ms, bare, cells: cells.length, strangers: cells.filter(cell => !cell.matches(own)).length, all: seen.length};
}

interface BareTimes {
  readonly collapse: number;
  readonly filter: number;
}

/** The bare table with a stage taken out, and with the texts that do not fit taken out. */
async function workBare(map: JourneyMap, tag: string): Promise<BareTimes> {
  await clear();
  document.body.innerHTML = bareTable(map);
  await painted();
  const {rows} = document.querySelector('table')!;
  const {stages, steps, cells = []} = map;
  const columns = steps.flatMap(({stageId}, at) => (stageId === stages[1]!.id ? at + 1 : []));
  const collapse = await timed(() => {
    rows[0]!.cells[2]!.colSpan = 1;
    for (const row of [...rows].slice(1)) for (const at of columns.slice(1)) row.cells[at]!.hidden = true;
  });
  const fits = new Set(cells.filter(({tags}) => tags?.includes(tag)).map(({text}) => text));
  const filter = await timed(() => {
    for (const cell of document.querySelectorAll('td')) if (!fits.has(cell.textContent)) cell.textContent = '';
  });
  return {collapse, filter};
}

/** The table of items as a bare one, with its rows turned round. */
async function sortBare(): Promise<number> {
  const row = (tr: Element) => `<tr>${[...tr.children].map(({textContent}) => `<td>${escaped(textContent)}</td>`).join('')}</tr>`; // prettier-ignore
  const html = [...root().querySelectorAll('.list tr.one')].map(row).join('');
  await clear();
  document.body.innerHTML = `<table><tbody>${html}</tbody></table>`;
  await painted();
  const body = document.querySelector('tbody')!;
  return timed(() => body.append(...[...body.rows].reverse()));
}

/** Each thing that a reader does. The first half of the list is about the second stage, the first cell, the first lane. */
async function interactions(map: JourneyMap): Promise<Record<string, Touched>> {
  const [first] = map.cells!;
  const [tag] = first!.tags!;
  const {collapse, filter} = await workBare(map, tag!);
  await clear();
  await show(map);
  await painted();
  const stage = '.s1,.f1,.stage:nth-child(3)';
  const key = `entry:${first!.id}`;
  root().querySelector(`[data-key="${key}"]`)!.closest('td')!.id = 'first';
  const found: Record<string, Touched> = {};
  found['collapse a stage'] = await worked({folded: [map.stages[1]!.id]}, stage, collapse);
  found['unfold it'] = await worked({folded: []}, stage);
  found['open the detail panel'] = await worked({item: key}, '#first');
  found['close it'] = await worked({item: ''}, '#first');
  found['filter by a tag'] = await worked({filter: {tag: [tag!]}}, 'td:not(#first)', filter);
  found['filter no more'] = await worked({filter: {}}, 'td:not(#first)');
  found['collapse a lane'] = await worked({shut: [map.lanes![0]!.id]}, 'tbody:first-of-type th');
  element.look({view: 'items'});
  await there('.list');
  await painted();
  const sorted = await worked({sort: '-title'}, '.list thead th');
  found['sort the table of items'] = {...sorted, bare: await sortBare()};
  await clear();
  return found;
}

export interface MapBench {
  bareTable(map: JourneyMap): string;
  visible(map: JourneyMap): Promise<Shown>;
  interactions(map: JourneyMap): Promise<Record<string, Touched>>;
}

if (typeof mermaid !== 'undefined') mermaid.initialize({startOnLoad: false, maxTextSize: 1e6});
Object.assign(globalThis, {bench: {bareTable, visible, interactions} satisfies MapBench});
