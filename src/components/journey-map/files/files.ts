/** The panel of files: a map is saved in one of many formats, with a word before anything is lost, and one is opened. */
import {html, type TemplateResult} from 'lit';
import {formatNames, type FormatEntry, type FormatName, formatOf, formats} from '../../../interchange/formats.js';
import type {Reading, Remark, Scale} from '../../../interchange/reading.js';
import type {JourneyMap} from '../../../schema/journey-map.js';
import type {Scene} from '../scene.js';
import {remarkList} from '../remarks.js';
import {giveAll} from './give.js';
import {type WayName, ways} from './ways.js';

/** What the panel asks of the element around it. */
export interface Host {
  scene(): Scene;
  /** Whether there is a map to be seen. */
  isShown(): boolean;
  /** Opens the panel. */
  show(): void;
  changed(): void;
  /** Shows a map that was opened. */
  take(map: JourneyMap): void;
  /** Moves the focus to what has come. */
  focusOn(selector: string): unknown;
}

/** Megabytes of a file that is read. */
const most = 60;

const entryOf = (name: FormatName): FormatEntry => formats[name];

type State =
  | {readonly what: 'rest'; readonly said?: string}
  | {readonly what: 'working'}
  | {readonly what: 'losing'; readonly name: WayName; readonly losses: readonly Remark[]}
  | {readonly what: 'read'; readonly files: readonly File[]; readonly reading: Reading};

export class Files {
  #state: State = {what: 'rest'};
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** What the controls of the panel do; `data-key` says about what. */
  readonly deeds: Readonly<Record<string, (key: string, pressed: HTMLElement) => unknown>> = {
    'file-save': name => this.#save(name as WayName, false),
    'file-anyway': name => this.#save(name as WayName, true),
    'file-print': () => print(),
    'file-cancel': () => this.#become({what: 'rest'}),
    'file-open': (_, field) => {
      const input = field as HTMLInputElement;
      const files = [...(input.files ?? [])];
      // The same file may be opened again, mended.
      input.value = '';
      return files.length > 0 && this.read(files);
    },
    'file-scale': at => {
      const state = this.#state;
      return state.what === 'read' && this.read(state.files, state.reading.scales![Number(at)]);
    },
    'file-take': () => {
      const state = this.#state;
      this.#become({what: 'rest'});
      if (state.what === 'read') this.#host.take(state.reading.map!);
    },
  };

  #become(state: State): void {
    this.#state = state;
    this.#host.changed();
    if (state.what === 'losing' || state.what === 'read') void this.#host.focusOn('#report');
  }

  #say(said: string): void {
    this.#become({what: 'rest', said});
  }

  async #save(name: WayName, isSure: boolean): Promise<void> {
    const scene = this.#host.scene();
    const {words} = scene;
    const {losses, write} = ways.get(name)!;
    this.#become({what: 'working'});
    try {
      const lost = isSure ? [] : await losses(scene);
      if (lost.length) return this.#become({what: 'losing', name, losses: lost});
      const told: string[] = [];
      const files = await write(scene, ({text}) => void told.push(text));
      giveAll(files);
      this.#say([words.t('files.saved', 'name', words.facts(files.map(file => file.name))), ...told].join(' '));
    } catch (error) {
      this.#say(words.t('files.unsaved', 'why', `${error}`));
    }
  }

  /**
   * Reads a file, or several that are one map together, and reports on them; nothing is shown as the map before the reader says
   * so.
   */
  async read(files: readonly File[], scale?: Scale): Promise<void> {
    const {words} = this.#host.scene();
    const [first] = files as [File];
    const name = formatOf(first.name);
    const stranger = files.find(file => formatOf(file.name) !== name || !name || !entryOf(name).reads);
    if (!name || stranger) return this.#say(words.t('files.unknown', 'name', (stranger ?? first).name));
    if (files.reduce((sum, {size}) => sum + size, 0) > most * 1e6) return this.#say(words.t('files.large', 'n', most));
    this.#become({what: 'working'});
    try {
      const {read, readAll} = await entryOf(name).load();
      if (files.length > 1 && !readAll) return this.#say(words.t('files.alone', 'kind', entryOf(name).title));
      const sources = await Promise.all(
        files.map(async file => ({name: file.name, data: new Uint8Array(await file.arrayBuffer())})),
      );
      const reading = await (files.length > 1
        ? readAll!(sources, {scale})
        : read!(sources[0]!.data, {name: first.name, scale}));
      this.#become({what: 'read', files, reading});
    } catch (error) {
      this.#say(`${words.t('files.unread')} ${error}`);
    }
  }

  panel(scene: Scene): TemplateResult {
    const {words} = scene;
    const state = this.#state;
    const readable = formatNames.filter(name => entryOf(name).reads);
    const kinds = readable.map(name => entryOf(name).title);
    const endings = readable.flatMap(name => entryOf(name).extensions.map(end => `.${end}`)).join(',');
    return html`<div class="panel" role="group" aria-label=${words.t('files')}>
      <fieldset class="facet">
        <legend>${words.t('files.save')}</legend>
        ${[...ways].map(([name, {title}]) => html`<button type="button" data-do="file-save" data-key=${name}>${title}</button>`)}
        <button type="button" data-do="file-print">${words.t('files.print')}</button>
      </fieldset>
      <label class="field"
        >${words.t('files.open')}
        <input type="file" multiple data-do="file-open" accept=${endings} />
      </label>
      <p class="more">${words.t('files.hint', 'list', words.list(kinds))}</p>
      <p role="status">
        ${state.what === 'working' ? words.t('files.working') : state.what === 'rest' ? (state.said ?? '') : ''}
      </p>
      ${state.what === 'losing' ? this.#losing(scene, state.name, state.losses) : ''}
      ${state.what === 'read' ? this.#report(scene, state.files, state.reading) : ''}
    </div>`;
  }

  #losing({words}: Scene, name: WayName, losses: readonly Remark[]): TemplateResult {
    return html`<section class="report" aria-labelledby="report">
      <h3 id="report" tabindex="-1">${ways.get(name)!.title}</h3>
      <p>${words.t('files.losses', 'n', losses.length)}</p>
      ${remarkList(words, losses)}
      <p class="row">
        <button type="button" data-do="file-anyway" data-key=${name}>${words.t('files.anyway')}</button>
        <button type="button" data-do="file-cancel">${words.t('files.cancel')}</button>
      </p>
    </section>`;
  }

  #report({words}: Scene, files: readonly File[], {map, remarks, scales = []}: Reading): TemplateResult {
    const range = ({low, high}: Scale) => `${words.number(low)} – ${words.number(high)}`;
    return html`<section class="report" aria-labelledby="report">
      <h3 id="report" tabindex="-1">${words.list(files.map(({name}) => name))}</h3>
      <p>${map ? map.title : words.t('files.unread')}</p>
      <p>${remarks.length ? words.t('files.remarks', 'n', remarks.length) : words.t('files.clean')}</p>
      ${remarks.length ? remarkList(words, remarks) : ''}
      ${
        scales.length > 1
          ? html`<fieldset class="facet">
              <legend>${words.t('files.scale')}</legend>
              ${scales.map((scale, at) => html`<button type="button" data-do="file-scale" data-key=${at}>${range(scale)}</button>`)}
            </fieldset>`
          : ''
      }
      <p class="row">
        ${map ? html`<button type="button" data-do="file-take">${words.t('files.take')}</button>` : ''}
        <button type="button" data-do="file-cancel">${words.t('close')}</button>
      </p>
    </section>`;
  }
}
