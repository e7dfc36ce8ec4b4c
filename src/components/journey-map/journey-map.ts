import {html, type TemplateResult} from 'lit';
import {fits} from '../../core/journey/filter.js';
import {search} from '../../core/journey/search.js';
import {hashOf, plainView, type View, type ViewName, viewOf} from '../../core/journey/view.js';
import {addJourneyTexts, journeyLanguages, journeyTexts, Words} from '../../locales/journey-map/words.js';
import type {Remark} from '../../interchange/reading.js';
import {KitError} from '../../schema/error.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {mark, refill, sheetOf} from '../../ui/dom.js';
import {KitElement} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {actions} from './actions.js';
import {detail} from './detail.js';
import {frameStyles} from './frame.styles.js';
import {Grid} from './grid.js';
import {Story} from './story.js';
import {head} from './head.js';
import {loadMap, type Source} from './load.js';
import {filterPanel, lanesPanel, type Panel, toolBar, viewBar} from './panels.js';
import {paperOf} from './paper.js';
import type {MakePicture, Picture} from './picture.js';
import {rove, step} from './roving.js';
import {type Content, contentOf, type Scene} from './scene.js';
import {styles} from './styles.js';

/**
 * Shows one journey map: stages and steps as columns, lanes as rows, the emotions of its personas as lines. It can be folded,
 * filtered, searched, opened item by item, and linked to as it is looked at.
 * @summary A viewer of journey maps.
 * @element stagepost-journey-map
 *
 * @attr {string} src - Address of the map: JSON, or another format that is known by the end of its name.
 * @attr {boolean} without-hash - Keeps the view out of the page's address.
 *
 * @fires {CustomEvent<KitEvents['error']>} stagepost-error - The map could not be fetched or is not valid.
 *
 * @csspart box - The whole element.
 * @csspart title - The title of the map.
 * @csspart detail - The panel with everything that is known of one item.
 *
 * @cssprop [--stagepost-journey-map-block-size=85vh] - How high the map may become before it scrolls.
 */
export class StagepostJourneyMap extends KitElement {
  static override styles = [baseStyles, frameStyles, styles];
  static override properties = {
    ...KitElement.properties,
    src: {},
    map: {attribute: false},
    token: {attribute: false},
    getToken: {attribute: false},
  };

  /** Address of the map. */
  declare src: string | null | undefined;
  /** The map itself; goes before `src` and a child script. */
  declare map: unknown;
  /** Proves to the endpoint that this page may read; never an attribute. */
  declare token: string | undefined;
  /** Gives such a token, whenever one is needed. */
  declare getToken: (() => string | Promise<string>) | undefined;

  /** The language of the map's own words. */
  protected override own = {languages: journeyLanguages()};
  #content: Content | undefined;
  #remarks: readonly Remark[] = [];
  #state: 'loading' | 'empty' | 'shown' | 'broken' | 'unreachable' = 'loading';
  #view: View = plainView;
  #words: Words | undefined;
  #picture: Picture | undefined;
  /** The view that the picture is of. */
  #pictured: ViewName | undefined;
  /** Too narrow for columns. */
  #narrow = false;
  readonly #width = new ResizeObserver(([entry]) => this.#measure(entry!.contentRect.width));
  #makers: Partial<Record<ViewName, MakePicture>> = {
    map: scene => (this.#narrow ? new Story(scene) : new Grid(scene)),
  };
  #panel: Panel = '';
  #hits: readonly string[] = [];
  #hit = 0;
  /** What the present map was read from. */
  #source: readonly unknown[] = [];
  #loading: AbortController | undefined;
  /** Where the focus goes back to once the panel of an item is closed. */
  #opener: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const {signal} = this.connection;
    addEventListener('hashchange', this.#readHash, {signal});
    addEventListener('beforeprint', () => this.#layOut(true), {signal});
    addEventListener('afterprint', () => this.#layOut(), {signal});
    this.#readHash();
    this.#width.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
    this.#width.disconnect();
  }

  /** Below 40 letters' widths the map is read downwards. */
  #measure(width: number): void {
    const narrow = width < 40 * Number.parseFloat(getComputedStyle(this).fontSize);
    if (narrow === this.#narrow) return;
    this.#narrow = narrow;
    this.#picture = undefined;
    this.requestUpdate();
  }

  /** What is shown, as data: changed by `look`. */
  get view(): View {
    return this.#view;
  }

  /** Looks at the map in another way; what is not named stays. */
  look(change: Partial<View>): void {
    const {query} = this.#view;
    this.#view = {...this.#view, ...change};
    if (this.#view.query !== query) this.#search();
    this.#writeHash();
    this.requestUpdate();
  }

  get #scene(): Scene | undefined {
    return this.#content && this.#words && {...this.#content, view: this.#view, words: this.#words};
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const texts = journeyTexts(this.language, () => this.requestUpdate());
    if (this.#words?.language !== this.language || this.#words.texts !== texts) {
      this.#words = new Words(texts, this.language);
      this.#picture = undefined;
    }
    const source = [this.map, this.src, this.querySelector(':scope>script[type="application/json"]')?.textContent, this.settings.endpoint, this.settings.journey]; // prettier-ignore
    if (source.some((part, at) => part !== this.#source[at])) {
      this.#source = source;
      void this.#load();
    }
  }

  async #from(): Promise<Source | undefined> {
    const [value, src, text, endpoint, journey] = this.#source as (string | undefined)[];
    if (value !== undefined && value !== null) return {value};
    if (src) return {url: src};
    if (text) return {text};
    if (!endpoint || !journey) return;
    const token = (await this.getToken?.()) ?? this.token;
    return {url: `${endpoint}/v1/journeys/${encodeURIComponent(journey)}`, ...(token !== undefined && {token})};
  }

  /** Reads the map again. */
  async #load(): Promise<void> {
    this.#loading?.abort();
    const {signal} = (this.#loading = new AbortController());
    this.#state = 'loading';
    try {
      const source = await this.#from();
      if (!source) this.#state = 'empty';
      else {
        const {map, remarks} = await loadMap(source, signal);
        if (signal.aborted) return;
        this.#remarks = remarks;
        if (map) this.#take(map);
        else {
          this.#state = 'broken';
          const [first] = remarks;
          this.report('map/invalid', `${first!.place} ${first!.text}`);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof KitError)) throw error;
      this.#state = 'unreachable';
      this.report(error.code, error.details!);
    }
    this.requestUpdate();
  }

  #take(map: JourneyMap): void {
    this.#content = contentOf(map);
    this.#picture = undefined;
    this.#state = 'shown';
    const {trail} = this.#view;
    if (trail.at(-1) !== map.id) this.#view = {...plainView, trail: [map.id]};
    this.#search();
  }

  readonly #readHash = (): void => {
    if (this.hasAttribute('without-hash')) return;
    const view = viewOf(location.hash);
    const id = this.#content?.parts.map.id;
    if (!view || (id !== undefined && view.trail.at(-1) !== id)) return;
    this.#view = view;
    this.#search();
    this.requestUpdate();
  };

  #writeHash(): void {
    if (this.hasAttribute('without-hash')) return;
    history.replaceState(history.state, '', `#${hashOf(this.#view)}`);
  }

  #search(): void {
    const {view} = this;
    this.#hits = this.#content ? search(this.#content.list, view.query).map(({key}) => key) : [];
    this.#hit = 0;
  }

  /** Everything that a reader presses says in `data-do` what it does. */
  readonly #press = (event: Event): void => {
    const pressed = (event.target as Element).closest<HTMLElement>('[data-do]');
    if (!pressed) return;
    const {do: what = ''} = pressed.dataset;
    const key = pressed instanceof HTMLSelectElement ? pressed.value : (pressed.dataset['key'] ?? '');
    const scene = this.#scene;
    const act = actions[what];
    if (what === 'panel') {
      this.#panel = this.#panel === key ? '' : (key as Panel);
      this.requestUpdate();
    } else if (what === 'hit') this.#toHit(this.#hit + Number(key));
    else if (what === 'again') void this.#load();
    else if (what === 'present')
      void pressed
        .closest('.storyboard')
        ?.requestFullscreen()
        .catch(() => {});
    else if (what === 'back' || what === 'forth') this.#turn(what === 'forth' ? 1 : -1);
    else if (act && scene && !(event.type === 'click' && pressed.matches('input,select'))) {
      if (what === 'open') {
        if (pressed.closest('table')) this.#opener = pressed;
        void this.#open(key);
      } else this.look(act(scene, key));
      if (what === 'close') this.#opener?.focus();
    }
  };

  /** To the next slide, or to the one before. */
  #turn(by: number): void {
    const last = this.#content!.parts.map.steps.length - 1;
    this.look({slide: Math.min(last, Math.max(0, this.#view.slide + by))});
  }

  async #open(key: string): Promise<void> {
    this.look({item: key});
    await this.focusOn('#detail');
  }

  readonly #type = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.dataset['do'] === 'query') this.look({query: field.value});
  };

  #toHit(to: number): void {
    const {length} = this.#hits;
    if (!length) return;
    this.#hit = (to + length) % length;
    this.requestUpdate();
    const [found] = this.#picture?.of(this.#hits[this.#hit]!) ?? [];
    found?.scrollIntoView({block: 'nearest', inline: 'center'});
  }

  readonly #key = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    const table = from.closest('table');
    if (event.key === 'Escape' && this.#view.item) {
      this.look({item: ''});
      this.#opener?.focus();
    } else if (event.key === 'Enter' && from.dataset['do'] === 'query')
      this.#toHit(this.#hit + (event.shiftKey ? -1 : 1));
    else if (from.closest('.storyboard') && /^(Arrow(Left|Right)|Page(Up|Down))$/.test(event.key)) {
      const isRtl = getComputedStyle(from).direction === 'rtl';
      this.#turn(/Down|Right/.test(event.key) !== (isRtl && event.key.startsWith('A')) ? 1 : -1);
      event.preventDefault();
    } else if (table?.matches('.roving')) {
      const to = step(table, from, event);
      if (!to) return;
      event.preventDefault();
      rove(table, to);
      to.focus();
      to.scrollIntoView({block: 'nearest', inline: 'nearest'});
    }
  };

  /** Lays the map out in pages while it is printed, and takes them away afterwards. */
  #layOut(prints = false): void {
    const scene = this.#scene;
    const paper = this.renderRoot.querySelector('.paper');
    if (!scene || !paper) return;
    const pages = prints && this.#view.view === 'map' ? paperOf(scene, this.#misfits(scene)) : [];
    mark(paper.parentElement!, 'data-paper', pages.length > 0);
    refill(paper, pages);
  }

  /** Keys of the items that do not fit the filter. */
  #misfits({list, view}: Scene): Set<string> {
    return new Set(list.filter(item => !fits(item, view.filter)).map(({key}) => key));
  }

  protected override updated(): void {
    const scene = this.#scene;
    const place = this.renderRoot.querySelector('.scroller');
    if (!scene || !place || this.#state !== 'shown') return;
    const {view} = scene.view;
    if (!this.#picture || this.#pictured !== view) {
      const make = this.#makers[view];
      if (!make) return void this.#fetchViews();
      this.#picture = make(scene);
      this.#pictured = view;
      this.#picture.element.querySelector('tbody [data-do][tabindex="-1"]')?.setAttribute('tabindex', '0');
    }
    if (place.firstChild !== this.#picture.element) refill(place, this.#picture.element);
    this.#picture.show(scene, this.#misfits(scene));
    this.#markHit(this.#picture);
  }

  /** Loads what shows the views beside the map; without it the map stays. */
  async #fetchViews(): Promise<void> {
    try {
      const {makers, viewStyles} = await import('./views/all.js');
      this.#makers = {...this.#makers, ...makers};
      (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheetOf(viewStyles));
    } catch (error) {
      this.report('map/unreachable', `the other views: ${error}`);
      this.look({view: 'map'});
    }
    this.requestUpdate();
  }

  #markHit(picture: Picture): void {
    const now = new Set(this.#hits.length ? picture.of(this.#hits[this.#hit]!) : []);
    for (const old of picture.element.querySelectorAll<HTMLElement>('.hit'))
      if (!now.has(old)) old.classList.remove('hit');
    for (const element of now) element.classList.add('hit');
    const open = picture.of(this.#view.item);
    for (const old of picture.element.querySelectorAll<HTMLElement>('[aria-current]'))
      if (!open.includes(old)) mark(old, 'aria-current', false);
    for (const element of open) mark(element, 'aria-current', 'true');
  }

  #views(): ViewName[] {
    return ['map', 'items', 'matrix', 'storyboard', 'personas'];
  }

  protected override render() {
    const words = this.#words!;
    const scene = this.#scene;
    return this.box(
      html`<div class="all" @click=${this.#press} @change=${this.#press} @input=${this.#type} @keydown=${this.#key}>
        ${this.#state === 'shown' && scene ? this.#shown(scene) : this.#notice(words)}
      </div>`,
    );
  }

  #notice(words: Words): TemplateResult {
    const state = this.#state as 'loading' | 'empty' | 'broken' | 'unreachable';
    return html`<div class="notice" role="status">
      <p class="title">${words.t(state)}</p>
      ${
        state === 'broken'
          ? html`<p>${words.t('faults', 'n', this.#remarks.length)}</p>
              <ul class="dots">
                ${this.#remarks.slice(0, 20).map(({place, text}) => html`<li><code>${place}</code> ${text}</li>`)}
              </ul>`
          : ''
      }
      ${state === 'unreachable' ? html`<button type="button" data-do="again">${words.t('again')}</button>` : ''}
    </div>`;
  }

  #shown(scene: Scene): TemplateResult {
    const {view, list} = scene;
    return html`${head(scene, new Date().toISOString().slice(0, 10))}
      ${this.#views().length > 1 ? viewBar(scene, this.#views()) : ''}
      ${toolBar(scene, this.#panel, this.#hits.length, this.#hit)} ${this.#panel === 'lanes' ? lanesPanel(scene) : ''}
      ${this.#panel === 'filter' ? filterPanel(scene, list.filter(item => fits(item, view.filter)).length) : ''}
      <div class="stage-and-detail">
        <div class="scroller" part="map" tabindex="-1"></div>
        ${view.item ? detail(scene, view.item) : ''}
      </div>
      <div class="paper"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-journey-map': StagepostJourneyMap;
  }
}

export {addJourneyTexts};
