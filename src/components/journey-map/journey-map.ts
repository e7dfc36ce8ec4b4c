import {html, type TemplateResult} from 'lit';
import {fits} from '../../journey/filter.js';
import {search} from '../../journey/search.js';
import {hashOf, plainView, type View, type ViewName, viewOf} from '../../journey/view.js';
import type {Remark} from '../../interchange/reading.js';
import {journeyLanguages, journeyTexts, Words} from '../../locales/journey-map/words.js';
import {type ErrorCode, KitError} from '../../schema/error.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {KitElement} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {actions} from './actions.js';
import {type Found, firstMap, otherMap, type Wanted} from './atlas.js';
import {detail} from './detail.js';
import {emotionStyles} from './emotion.styles.js';
import {Frame} from './frame.js';
import {frameStyles} from './frame.styles.js';
import {head, notice} from './head.js';
import {leadsOn, slideKeys, walk} from './keys.js';
import {filterPanel, lanesPanel, type Panel, toolBar, viewBar} from './panels.js';
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
 * @csspart map - The place in which the map scrolls.
 * @csspart stage - The head of a stage.
 * @csspart step - The head of a step.
 * @csspart lane - The head of a lane.
 * @csspart detail - The panel with everything that is known of one item.
 *
 * @cssprop [--stagepost-color-sunken=light-dark(#f5f6f8, #0e1116)] - Background of heads and panels.
 * @cssprop [--stagepost-journey-map-block-size=85vh] - How high the map may become before it scrolls.
 */
export class StagepostJourneyMap extends KitElement {
  static override styles = [baseStyles, frameStyles, styles, emotionStyles];
  static override properties = {
    ...KitElement.properties,
    src: {},
    map: {attribute: false},
    maps: {attribute: false},
    token: {attribute: false},
    getToken: {attribute: false},
    view: {attribute: false},
  };

  /** Address of the map. */
  declare src: string | null | undefined;
  /** The map itself; goes before `src` and a child script. */
  declare map: unknown;
  /** Proves to the endpoint that this page may read; never an attribute. */
  declare token: string | undefined;
  /** Gives such a token, whenever one is needed. */
  declare getToken: (() => string | Promise<string>) | undefined;

  /** Other maps that this one leads to or is compared with, as data. */
  declare maps: readonly unknown[] | undefined;

  /** How the map is looked at, as data; `look` changes a part of it. */
  declare view: View;

  /** The language of the map's own words. */
  protected override own = {languages: journeyLanguages()};
  #content: Content | undefined;
  #remarks: readonly Remark[] = [];
  #state: 'loading' | 'empty' | 'shown' | 'broken' | 'unreachable' = 'loading';
  #words: Words | undefined;
  readonly #frame = new Frame();
  readonly #width = new ResizeObserver(([seen]) => {
    const {width} = seen!.contentRect;
    // Of an element that is not displayed nothing is known.
    if (!width) return;
    this.#room = width;
    // Not at once: what is laid out anew while sizes are told would be told again.
    if (this.#isNarrow() !== this.#frame.narrow) setTimeout(() => this.requestUpdate());
  });
  /** The width of the element in CSS pixels, once it has been told. */
  #room: number | undefined;
  #panel: Panel = '';
  #hits: readonly string[] = [];
  #hit = 0;
  /** What was searched, and for which words. */
  #searched: [content?: Content | undefined, query?: string] = [];
  /** What the first map was read from. */
  #wanted: Omit<Wanted, 'token'> | undefined;
  #loading: AbortController | undefined;
  /** Titles of maps by their ids, for the way back. */
  readonly #titles = new Map<string, string>();
  /** Where the focus goes back to once the panel of an item is closed. */
  #opener: HTMLElement | undefined;

  constructor() {
    super();
    this.view = plainView;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const {signal} = this.connection;
    addEventListener('hashchange', this.#readHash, {signal});
    for (const type of ['beforeprint', 'afterprint'])
      addEventListener(
        type,
        () => this.#scene && this.#frame.layOut(this.renderRoot, this.#scene, type === 'beforeprint'),
        {
          signal,
        },
      );
    this.#readHash();
    this.#width.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
    this.#width.disconnect();
  }

  /** Below the width of 40 letters or so the map is read downwards. */
  #isNarrow(): boolean {
    const room = this.#room ?? this.clientWidth;
    return room > 0 && room < 40 * Number.parseFloat(getComputedStyle(this).fontSize);
  }

  #measure(): void {
    const narrow = this.#isNarrow();
    if (narrow === this.#frame.narrow) return;
    this.#frame.narrow = narrow;
    this.#frame.forget();
  }

  /** Looks at the map in another way; what is not named stays. */
  look(change: Partial<View>): void {
    this.view = {...this.view, ...change};
    if (!this.hasAttribute('without-hash')) history.replaceState(history.state, '', `#${hashOf(this.view)}`);
  }

  get #scene(): Scene | undefined {
    return this.#content && this.#words && {...this.#content, view: this.view, words: this.#words};
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const texts = journeyTexts(this.language, () => this.requestUpdate());
    if (this.#words?.language !== this.language || this.#words.texts !== texts) {
      this.#words = new Words(texts, this.language);
      this.#frame.forget();
    }
    const {map, src, maps, settings} = this;
    const text = this.querySelector(':scope>script[type="application/json"]')?.textContent;
    const wanted = {map, src, text, maps, endpoint: settings.endpoint, journey: settings.journey};
    if (Object.entries(wanted).some(([key, value]) => !this.#wanted || this.#wanted[key as 'src'] !== value)) {
      this.#wanted = wanted;
      void this.#load();
    }
    this.#search();
  }

  /** Reads the first map again, and from there on the one that is looked at. */
  async #load(): Promise<void> {
    this.#state = 'loading';
    const {trail} = this.view;
    const isThere = await this.#read((wanted, signal) => firstMap(wanted, signal), [], true);
    if (isThere && trail.length > 1 && trail[0] === this.#content!.parts.map.id) await this.#descend(trail);
  }

  /** Goes to another map. `trail`: the ids of the maps from the first one down to it. */
  async #descend(trail: readonly string[]): Promise<void> {
    const id = trail.at(-1)!;
    if (trail.length > 1) await this.#read((wanted, signal) => otherMap(wanted, id, signal), trail.slice(0, -1), false);
    else await this.#read((wanted, signal) => firstMap(wanted, signal), [], false);
    await this.focusOn('#headline');
  }

  /**
   * Reads a map and shows it. `above`: the ids of the maps that lead to it. `isFirst`: what goes wrong takes the place of the
   * map; otherwise the map that is there stays, and what is wrong is said.
   */
  async #read(
    load: (wanted: Wanted, signal: AbortSignal) => Promise<Found | undefined>,
    above: readonly string[],
    isFirst: boolean,
  ): Promise<boolean> {
    this.#loading?.abort();
    const {signal} = (this.#loading = new AbortController());
    const token = async () => (await this.getToken?.()) ?? this.token;
    const fail = (state: 'empty' | 'broken' | 'unreachable', about?: [ErrorCode, string]): false => {
      if (about) this.report(...about);
      if (isFirst) this.#state = state;
      else this.say(this.#words!.t(state));
      this.requestUpdate();
      return false;
    };
    try {
      const reading = await load({...this.#wanted, token}, signal);
      if (signal.aborted) return false;
      if (!reading) return fail('empty');
      const {map, remarks, base} = reading;
      this.#remarks = remarks;
      if (!map) return fail('broken', ['map/invalid', `${remarks[0]!.place} ${remarks[0]!.text}`]);
      this.#take(map, above, isFirst, base);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof KitError)) throw error;
      return fail('unreachable', [error.code, error.details!]);
    }
  }

  #take(map: JourneyMap, above: readonly string[], isFirst: boolean, base?: string): void {
    this.#content = contentOf(map, base);
    this.#titles.set(map.id, map.title);
    this.#frame.forget();
    this.#state = 'shown';
    const trail = [...above, map.id];
    const asked = this.view.trail;
    // A link may lead on from the first map to another one.
    const isAsked = isFirst ? asked[0] === map.id : `${asked}` === `${trail}`;
    if (!isAsked) this.view = {...plainView, trail};
    this.requestUpdate();
  }

  readonly #readHash = (): void => {
    const view = this.hasAttribute('without-hash') ? undefined : viewOf(location.hash);
    const [root] = this.view.trail;
    if (!view || (root !== undefined && view.trail[0] !== root)) return;
    const isElsewhere = this.#content && view.trail.at(-1) !== this.#content.parts.map.id;
    this.view = view;
    if (isElsewhere) void this.#descend(view.trail);
    this.requestUpdate();
  };

  /** Looks for the words again where they, or the map, are others. */
  #search(): void {
    const {query} = this.view;
    if (this.#searched[0] === this.#content && this.#searched[1] === query) return;
    this.#searched = [this.#content, query];
    this.#hits = this.#content ? search(this.#content.list, query).map(({key}) => key) : [];
    this.#hit = 0;
  }

  /** What a control does beyond changing the view. */
  readonly #deeds: Readonly<Record<string, (key: string, pressed: HTMLElement) => unknown>> = {
    panel: key => {
      this.#panel = this.#panel === key ? '' : (key as Panel);
      this.requestUpdate();
    },
    open: (key, pressed) => {
      if (!pressed.closest('.detail')) this.#opener = pressed;
      this.look({item: key});
      return this.focusOn('#detail');
    },
    close: () => {
      this.look({item: ''});
      this.#opener?.focus();
    },
    hit: key => this.#toHit(this.#hit + Number(key)),
    again: () => this.#load(),
    forth: () => this.#turn(1),
    back: () => this.#turn(-1),
    present: (_key, pressed) => pressed.closest('.storyboard')!.requestFullscreen().catch((error: unknown) => this.say(`${error}`)), // prettier-ignore
    descend: key => this.#go([...this.view.trail, key]),
    ascend: key => this.#go(this.view.trail.slice(0, this.view.trail.indexOf(key) + 1)),
  };

  /** To another map, so that the browser leads back to this one. */
  async #go(trail: readonly string[]): Promise<void> {
    const here = this.view.trail;
    await this.#descend(trail);
    if (this.view.trail !== here && !this.hasAttribute('without-hash'))
      history.pushState(null, '', `#${hashOf(this.view)}`);
  }

  /** Everything that a reader presses says in `data-do` what it does. */
  readonly #press = (event: Event): void => {
    const pressed = (event.target as Element).closest<HTMLElement>('[data-do]');
    const scene = this.#scene;
    // A field tells of itself when it has changed.
    if (!pressed || (event.type === 'click' && pressed.matches('input,select'))) return;
    const {do: what = ''} = pressed.dataset;
    const key = pressed instanceof HTMLSelectElement ? pressed.value : (pressed.dataset['key'] ?? '');
    const act = actions[what];
    if (this.#deeds[what]) void this.#deeds[what](key, pressed);
    else if (act && scene) this.look(act(scene, key));
  };

  /** To the next slide, or to the one before. */
  #turn(by: number): void {
    const last = this.#content!.parts.map.steps.length - 1;
    this.look({slide: Math.min(last, Math.max(0, this.view.slide + by))});
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
    this.#frame.of(this.#hits[this.#hit]!)[0]?.scrollIntoView({block: 'nearest', inline: 'center'});
  }

  readonly #key = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    const {key, shiftKey} = event;
    if (key === 'Escape' && this.view.item) void this.#deeds['close']!('', from);
    else if (key === 'Enter' && from.dataset['do'] === 'query') this.#toHit(this.#hit + (shiftKey ? -1 : 1));
    else if (from.closest('.storyboard') && slideKeys.test(key)) {
      event.preventDefault();
      this.#turn(leadsOn(from, key) ? 1 : -1);
    } else if (walk(from, event)) event.preventDefault();
  };

  protected override updated(): void {
    const scene = this.#scene;
    if (!scene || this.#state !== 'shown') return;
    this.#measure();
    if (!this.#frame.show(this.renderRoot as ShadowRoot, scene, this.#hits[this.#hit])) void this.#fetchViews();
  }

  /** Loads what shows the views beside the map; where it does not come, the map stays. */
  async #fetchViews(): Promise<void> {
    try {
      await this.#frame.load(this.renderRoot as ShadowRoot);
    } catch (error) {
      this.report('map/unreachable', `the other views: ${error}`);
      this.look({view: 'map'});
    }
    this.requestUpdate();
  }

  #views(): ViewName[] {
    return ['map', 'items', 'matrix', 'storyboard', 'personas'];
  }

  protected override render() {
    const words = this.#words!;
    const scene = this.#scene;
    return this.box(
      html`<div class="all" @click=${this.#press} @change=${this.#press} @input=${this.#type} @keydown=${this.#key}>
        ${this.#state === 'shown' && scene ? this.#shown(scene) : notice(words, this.#state as 'loading', this.#remarks)}
      </div>`,
    );
  }

  #shown(scene: Scene): TemplateResult {
    const {view, list} = scene;
    const panel = this.#panel;
    return html`${head(scene, new Date().toISOString().slice(0, 10), this.#titles)} ${viewBar(scene, this.#views())}
      ${toolBar(scene, panel, this.#hits.length, this.#hit)} ${panel === 'lanes' ? lanesPanel(scene) : ''}
      ${panel === 'filter' ? filterPanel(scene, list.filter(item => fits(item, view.filter, view.view === 'items')).length) : ''}
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
