/** Holds the map against another one: chosen from those that are known, named by the map itself, or read from a file. */
import {type Comparison, compare, type How, hows, inOrder} from '../../../journey/compare.js';
import type {FormatEntry} from '../../../interchange/formats.js';
import type {Reading} from '../../../interchange/reading.js';
import {KitError} from '../../../schema/error.js';
import type {JourneyMap} from '../../../schema/journey-map.js';
import {type Child, h, mark, refill} from '../../../ui/dom.js';
import type {Atlas} from '../atlas.js';
import type {Scene} from '../scene.js';
import {curves, overallOf, sample} from './curves.js';
import {differences, type Group, groupsOf, pageSize, sign} from './differences.js';
import {askForList, choicesOf, loadOther, troubleOf} from './others.js';

/** As large as a file of a map may be. */
const mostMegabytes = 60;

type State =
  | {readonly is: 'none'}
  | {readonly is: 'loading'; readonly name: string}
  | {readonly is: 'failed'; readonly name: string; readonly why: string}
  | {readonly is: 'compared'; readonly comparison: Comparison; readonly own: 'before' | 'after'};

/**
 * What was read from a file, for as long as the element shows the same maps: a file has no address that a link could hold. `to`:
 * the id of the map that it was held against; another one is not compared with it.
 */
const files = new WeakMap<Atlas, {readonly name: string; readonly map: JourneyMap; readonly to: string}>();

export class Compare {
  readonly element: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #file: HTMLInputElement;
  /** Why maps may be missing among the choices. */
  readonly #trouble: HTMLElement;
  readonly #status: HTMLElement;
  readonly #result: HTMLElement;
  readonly #counts: HTMLElement;
  readonly #curves: HTMLElement;
  readonly #list: HTMLElement;
  #scene: Scene;
  /** The map that is asked for, to see whether another one is. */
  #asked: string | undefined;
  #loading = new AbortController();
  #state: State = {is: 'none'};
  /** What the list was made from. */
  #listed = '';
  #most = pageSize;
  #groups: readonly Group[] = [];
  /** Keys of the items that do not fit the filter. */
  #hidden: ReadonlySet<string> = new Set();

  constructor(scene: Scene) {
    const {words} = (this.#scene = scene);
    this.#select = h('select', {'class': 'edge', 'data-do': 'against'});
    this.#file = h('input', {type: 'file', class: 'edge'});
    this.#trouble = h('p', {class: 'trouble', role: 'status', hidden: true});
    this.#status = h('div', {class: 'state', role: 'status'});
    this.#counts = h('div', {'class': 'counts', 'role': 'group', 'aria-label': words.t('column.how')});
    this.#curves = h('div', {class: 'wide'});
    this.#list = h('div', {class: 'changes'});
    this.#result = h('div', {hidden: true}, this.#counts, this.#curves, this.#list);
    this.element = h(
      'section',
      {'class': 'compare', 'aria-label': words.t('view.compare')},
      h('div', {class: 'row choose'}, h('label', {class: 'row'}, words.t('against'), this.#select), h('label', {class: 'row'}, words.t('againstFile'), this.#file)), // prettier-ignore
      this.#trouble,
      this.#status,
      this.#result,
    );
    void this.#askForList();
    this.#select.addEventListener('change', () => files.delete(this.#scene.atlas));
    this.#file.addEventListener('change', () => void this.#readFile());
    this.element.addEventListener('click', event => {
      const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'];
      if (act === 'more') this.#showMore();
      else if (act === 'again') this.#ask(this.#asked!);
    });
  }

  of = (key: string): readonly HTMLElement[] => [
    ...this.element.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`),
  ];

  show(scene: Scene, hidden: ReadonlySet<string>): void {
    this.#scene = scene;
    this.#hidden = hidden;
    const {view, parts, atlas} = scene;
    const known = files.get(atlas);
    const file = known?.to === parts.map.id ? known : undefined;
    // A map is not held against itself, whatever a link or the map says.
    const wanted = [view.against, parts.map.compareTo].find(key => key && key !== parts.map.id) ?? '';
    const asked = file ? `file ${file.name}` : wanted;
    if (asked !== this.#asked) {
      this.#asked = asked;
      if (file) this.#take(file.map);
      else this.#ask(wanted);
    }
    this.#offer(file ? '' : wanted, file?.name);
    this.#fill();
  }

  /** The maps to choose from. */
  #offer(chosen: string, file: string | undefined): void {
    const choices = choicesOf(this.#scene, chosen);
    const text = JSON.stringify([choices, file]);
    if (this.#select.dataset['of'] !== text) {
      this.#select.dataset['of'] = text;
      refill(
        this.#select,
        h('option', {value: ''}, file ?? this.#scene.words.t('noAgainst')),
        choices.map(({key, title}) => h('option', {value: key}, title)),
      );
    }
    this.#select.value = chosen;
  }

  /** Adds what the endpoint lists to the choices. */
  async #askForList(): Promise<void> {
    try {
      await askForList(this.#scene);
      this.show(this.#scene, this.#hidden);
    } catch (error) {
      this.#trouble.textContent = troubleOf(error);
      mark(this.#trouble, 'hidden', false);
    }
  }

  /** Loads the map that is asked for, and compares. */
  #ask(key: string): void {
    this.#loading.abort();
    const {signal} = (this.#loading = new AbortController());
    if (!key) return this.#turn({is: 'none'});
    const name = choicesOf(this.#scene, key).find(one => one.key === key)!.title;
    this.#turn({is: 'loading', name});
    // Its title is known once it is there.
    void this.#answer(loadOther(this.#scene, key, signal), name, signal).then(
      map => map && this.#offer(key, undefined),
    );
  }

  async #answer(coming: Promise<Reading>, name: string, signal?: AbortSignal): Promise<JourneyMap | undefined> {
    try {
      const {map, remarks} = await coming;
      if (signal?.aborted) return;
      if (map) this.#take(map);
      else this.#fail(name, remarks.map(({place, text}) => `${place} ${text}`.trim()).slice(0, 5).join(' ')); // prettier-ignore
      return map;
    } catch (error) {
      if (signal?.aborted) return;
      this.#fail(name, error instanceof DOMException ? error.message : troubleOf(error));
      return;
    } finally {
      if (!signal?.aborted) this.#fill();
    }
  }

  /** A file from this device, in any format that can be read; what reads it is loaded now. */
  async #readFile(): Promise<void> {
    const [file] = this.#file.files ?? [];
    if (!file) return;
    this.#loading.abort();
    const {signal} = (this.#loading = new AbortController());
    const {name} = file;
    this.#turn({is: 'loading', name});
    const map = await this.#answer(readFile(this.#scene, file), name, signal);
    this.#file.value = '';
    if (!map) return;
    files.set(this.#scene.atlas, {name, map, to: this.#scene.parts.map.id});
    this.#asked = `file ${name}`;
    this.#offer('', name);
  }

  #take(other: JourneyMap): void {
    const {map} = this.#scene.parts;
    const [before, after] = inOrder(map, other);
    this.#turn({is: 'compared', comparison: compare(before, after), own: before === map ? 'before' : 'after'});
  }

  #fail(name: string, why: string): void {
    this.#turn({is: 'failed', name, why});
  }

  #turn(state: State): void {
    this.#state = state;
    this.#listed = '';
    this.#most = pageSize;
    const {words} = this.#scene;
    mark(this.#result, 'hidden', state.is !== 'compared');
    mark(this.element, 'aria-busy', state.is === 'loading' && 'true');
    refill(this.#status, this.#said(state));
    if (state.is !== 'compared') return;
    const {counts, feelings} = state.comparison;
    const {overall} = feelings;
    refill(
      this.#counts,
      hows.map(
        how =>
          h('button', {'type': 'button', 'data-do': 'changes', 'data-key': how, 'aria-pressed': 'false'}, sign(how, words.t(how, 'n', counts[how]))), // prettier-ignore
      ),
      overall.delta !== null &&
h('p', {class: 'whole'}, words.t('onTheWhole'), ' ', overallOf(this.#scene, overall), h('span', {class: 'more'}, `: ${words.list([words.t('feltBetter', 'n', overall.better), words.t('feltWorse', 'n', overall.worse)])}`)), // prettier-ignore
    );
  }

  /** Which two maps these are, with the key to their curves; or what is to be done. */
  #said(state: State): Child {
    const {words} = this.#scene;
    if (state.is === 'none') return h('p', {class: 'hint'}, words.t('noAgainstHint'));
    if (state.is === 'loading') return h('p', {class: 'hint'}, words.t('againstLoading', 'name', state.name));
    if (state.is === 'failed')
      return [
        h('p', {class: 'wrong'}, words.t('againstFailed', 'name', state.name)),
        h('p', {}, state.why),
        h('button', {'type': 'button', 'data-act': 'again'}, words.t('again')),
      ];
    const {before, after, changes} = state.comparison;
    return [
      h(
        'dl',
        {class: 'two'},
        (
          [
            ['before', before.map],
            ['after', after.map],
          ] as const
        ).map(
          ([side, map]) =>
            h('div', {}, h('dt', {}, sample(side), words.t(side)), h('dd', {}, h('strong', {}, map.title), h('span', {class: 'more'}, factsOf(this.#scene, map)))), // prettier-ignore
        ),
      ),
      !changes.length && h('p', {class: 'same'}, words.t('noChanges')),
    ];
  }

  /** Lists the changes that are looked at, and draws the curves of the personas that are. */
  #fill(): void {
    if (this.#state.is !== 'compared') return;
    const hidden = this.#hidden;
    const {comparison, own} = this.#state;
    const {view, words} = this.#scene;
    const asked = view.changes.filter(how => hows.includes(how as How)) as How[];
    for (const button of this.#counts.querySelectorAll<HTMLElement>('button'))
      mark(button, 'aria-pressed', `${asked.includes(button.dataset['key'] as How)}`);
    const made = JSON.stringify([asked, view.filter, view.fit, [...hidden], this.#most]);
    if (made === this.#listed) return;
    this.#listed = made;
    const drawn = curves(this.#scene, comparison, own, view.filter.persona ?? []);
    refill(this.#curves, drawn);
    const fits = ({hows: has, [own]: mine}: Comparison['changes'][number]) =>
      (!asked.length || has.some(how => asked.includes(how))) && !(mine && hidden.has(mine.key));
    const changes = comparison.changes.filter(fits);
    this.#groups = groupsOf(this.#scene, {...comparison, changes});
    const left = changes.length - this.#most;
    refill(
      this.#list,
      comparison.changes.length > 0 && !changes.length && h('p', {class: 'hint'}, words.t('noSuchChanges')),
      changes.length > 0 && differences(this.#scene, comparison, this.#groups, own, this.#most),
      left > 0 && h('button', {'type': 'button', 'data-act': 'more'}, words.t('moreChanges', 'n', Math.min(left, pageSize))), // prettier-ignore
    );
    for (const table of this.element.querySelectorAll('table'))
      table.querySelector('tbody [data-do][tabindex="-1"]')?.setAttribute('tabindex', '0');
  }

  /** Lists the next ones, and moves the focus to the first of them. */
  #showMore(): void {
    const before = this.#most;
    this.#most += pageSize;
    this.#fill();
    const row = this.#list.querySelectorAll<HTMLElement>('tr.one')[before];
    row?.setAttribute('tabindex', '-1');
    row?.focus();
  }
}

/** @throws {KitError} `map/invalid` where the file is of another kind, or too large to be a map */
async function readFile({words}: Scene, file: File): Promise<Reading> {
  const {formatOf, formats} = await import('../../../interchange/formats.js');
  const entry: FormatEntry | undefined = formats[formatOf(file.name)!];
  if (!entry?.reads) throw new KitError('map/invalid', words.t('files.unknown', 'name', file.name));
  if (file.size > mostMegabytes * 1e6) throw new KitError('map/invalid', words.t('files.large', 'n', mostMegabytes));
  const {read} = await entry.load();
  return read!(new Uint8Array(await file.arrayBuffer()), {name: file.name});
}

const factsOf = ({words}: Scene, {state, version, updatedAt}: JourneyMap): string =>
  [
    state && words.t(`state.${state}`),
    version && words.t('version', 'version', version),
    updatedAt && words.t('updated', 'date', words.date(updatedAt)),
  ]
    .filter(Boolean)
    .join(' · ');
