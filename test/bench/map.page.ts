/** What the bench of the map does in its page: shows a map and a bare table with the same texts, and works the map. */
import type {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import type {View} from '../../src/journey/view.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';

interface Mermaid {
  initialize(settings: object): void;
  render(id: string, text: string): Promise<{svg: string}>;
}
declare const mermaid: Mermaid | undefined;

/** Milliseconds until the next frame is drawn; `work` may be asynchronous. */
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
    port1.onmessage = () => done();
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
      ) // prettier-ignore
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

/** How often each kind of node was touched while the map was worked. */
export interface Touched {
  readonly ms: number;
  /** Attributes, texts and children that changed, of or within cells and heads of the table. */
  readonly cells: number;
  /** Of these, the ones that are not of the stage that was meant. */
  readonly strangers: number;
  /** All that changed in the shadow root. */
  readonly all: number;
}

const cellOf = (node: Node): Element | null | undefined =>
  (node instanceof Element ? node : node.parentElement)?.closest('td,th');

/** Works the map, and counts what it touched. `own`: selector of the cells that may be touched. */
async function worked(work: () => unknown, own: string): Promise<Touched> {
  const seen: MutationRecord[] = [];
  const watch = new MutationObserver(records => void seen.push(...records));
  await painted();
  watch.observe(root(), {subtree: true, childList: true, attributes: true, characterData: true});
  const ms = await timed(async () => {
    await work();
    await element.updateComplete;
  });
  seen.push(...watch.takeRecords());
  watch.disconnect();
  const cells = seen.flatMap(({target}) => cellOf(target) ?? []);
  return {ms, cells: cells.length, strangers: cells.filter(cell => !cell.matches(own)).length, all: seen.length};
}

const look = (change: Partial<View>) => () => element.look(change);

/** Each thing that a reader does, and back again. */
async function work(map: JourneyMap): Promise<Record<string, Touched>> {
  await clear();
  await show(map);
  await painted();
  const {id} = map.stages[1]!;
  const first = `entry:${map.cells![0]!.id}`;
  const found: Record<string, Touched> = {};
  found['collapse a stage'] = await worked(look({folded: [id]}), '.s1,.f1,.stage:nth-child(3)');
  found['unfold it'] = await worked(look({folded: []}), '.s1,.f1,.stage:nth-child(3)');
  found['open the detail panel'] = await worked(look({item: first}), ':not(*)');
  found['close it'] = await worked(look({item: ''}), ':not(*)');
  const [kept] = map.cells!;
  found['filter'] = await worked(look({filter: {tag: kept!.tags!}}), 'td');
  found['take the filter away'] = await worked(look({filter: {}}), 'td');
  found['collapse a lane'] = await worked(look({shut: [map.lanes![0]!.id]}), 'tbody:first-of-type th');
  element.look({view: 'items'});
  await there('.list');
  await painted();
  found['sort the table of items'] = await worked(look({sort: 'title'}), '.list thead th');
  found['turn it round'] = await worked(look({sort: '-title'}), '.list thead th');
  await clear();
  return found;
}

export interface MapBench {
  visible(map: JourneyMap): Promise<Shown>;
  work(map: JourneyMap): Promise<Record<string, Touched>>;
}

if (typeof mermaid !== 'undefined') mermaid.initialize({startOnLoad: false, maxTextSize: 1e6});
Object.assign(globalThis, {bareTable, bench: {visible, work} satisfies MapBench});
