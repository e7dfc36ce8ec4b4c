import {html, type TemplateResult} from 'lit';
import {fits} from '../../journey/filter.js';
import {hashOf, plainView, type View, viewOf} from '../../journey/view.js';
import type {Remark} from '../../interchange/reading.js';
import {journeyLanguages} from '../../locales/journey-map/words.js';
import {type ErrorCode, KitError} from '../../schema/error.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {KitElement} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {actions, typed} from './actions.js';
import {type Atlas, atlasOf, type Found, firstMap, otherMap, type Wanted, wayTo} from './atlas.js';
import {Desk, letFilesIn} from './desk.js';
import {detail} from './detail.js';
import {emotionStyles} from './emotion.styles.js';
import {Frame} from './frame.js';
import {frameStyles} from './frame.styles.js';
import {head, notice} from './head.js';
import {Hits} from './hits.js';
import {isOthers, leadsOn, slideKeys, walk} from './keys.js';
import {liveStyles} from './live.styles.js';
import {Living, sourceOf} from './living.js';
import {filterPanel, lanesPanel, type Panel, shownViews, toolBar, viewBar} from './panels.js';
import {type Content, contentOf, type Scene} from './scene.js';
import {Speech} from './speech.js';
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
 * @cssprop [--stagepost-color-positive=light-dark(#1a7f4b, #6fd6a0)] - What went well, beside words that say so.
 * @cssprop [--stagepost-color-caution=light-dark(#7a5c00, #e6c25a)] - What should be looked at, beside words that say so.
 * @cssprop [--stagepost-journey-map-block-size=85vh] - How high the map may become before it scrolls.
 */
export class StagepostJourneyMap extends KitElement {
  static override styles = [baseStyles, frameStyles, styles, emotionStyles, liveStyles];
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

  #content: Content | undefined;
  #remarks: readonly Remark[] = [];
  /** When the map was fetched, where that is not now. */
  #keptAt: string | undefined;
  readonly #living = new Living(
    () => this.#proof(),
    () => this.requestUpdate(),
    (code, details) => this.report(code, details),
  );
  #state: 'loading' | 'empty' | 'shown' | 'broken' | 'unreachable' = 'loading';
  readonly #speech = new Speech();
  readonly #frame = new Frame();
  /** Not at once: what is laid out anew while sizes are told would be told again. */
  readonly #width = new ResizeObserver(() => void setTimeout(() => this.requestUpdate()));
  #panel: Panel = '';
  readonly #hits = new Hits();
  /** What the first map was read from. */
  #wanted: Omit<Wanted, 'token' | 'keeps'> = {};
  #atlas!: Atlas;
  #loading: AbortController | undefined;
  /** Titles of maps by their ids, for the way back. */
  readonly #titles = new Map<string, string>();
  readonly #desk = new Desk(
    {
      scene: () => this.#scene!,
      changed: () => this.requestUpdate(),
      take: map => {
        this.#take(map, [], true);
        this.#show('');
        void this.focusOn('#headline');
      },
      focusOn: selector => this.focusOn(selector),
    },
    why => this.report('map/unreachable', why),
  );
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
    for (const type of ['beforeprint', 'afterprint']) {
      const layOut = () => this.#scene && this.#frame.layOut(this.renderRoot, this.#scene, type === 'beforeprint');
      addEventListener(type, layOut, {signal});
    }
    this.#readHash();
    this.#width.observe(this);
    this.#living.watch(signal);
  }

  get #asks(): Wanted {
    return {...this.#wanted, token: () => this.#proof(), keeps: this.#keeps};
  }

  /** The token for the next request, if the page gives one. */
  async #proof(): Promise<string | undefined> {
    return (await this.getToken?.()) ?? this.token;
  }

  /** Whether what is fetched may outlive the page. */
  get #keeps(): boolean {
    return (this.settings.storage ?? 'persistent') === 'persistent';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
    this.#width.disconnect();
  }

  /** Looks at the map in another way; what is not named stays. */
  look(change: Partial<View>): void {
    this.view = {...this.view, ...change};
    if (!this.hasAttribute('without-hash')) history.replaceState(history.state, '', `#${hashOf(this.view)}`);
  }

  get #scene(): Scene | undefined {
    const words = this.#speech.now;
    if (!this.#content || !words) return;
    return {...this.#content, view: this.view, words, live: this.#living.now, atlas: this.#atlas};
  }

  protected override willUpdate(): void {
    this.own = {languages: journeyLanguages()};
    super.willUpdate();
    void this.#speech
      .turnTo(this.language, this.spoken.coming)
      ?.catch((error: unknown) => this.report('map/unreachable', `texts in ${this.language}: ${error}`))
      .then(() => this.requestUpdate());
    const {map, src, maps, settings} = this;
    const text = this.querySelector(':scope>script[type="application/json"]')?.textContent;
    const wanted = {map, src, text, maps, endpoint: settings.endpoint, journey: settings.journey};
    if (Object.entries(wanted).some(([key, value]) => this.#wanted[key as 'src'] !== value)) {
      this.#wanted = wanted;
      this.#atlas = atlasOf(() => this.#asks, () => this.view.trail[0]); // prettier-ignore
      void this.#load();
    }
    this.#living.want(sourceOf(settings.endpoint, this.#keeps, this.#content?.parts.map, this.view));
    this.#hits.look(this.#content, this.view.query);
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
    const fail = (state: 'empty' | 'broken' | 'unreachable', about?: [ErrorCode, string]): false => {
      if (about) this.report(...about);
      if (isFirst) this.#state = state;
      else this.say(this.#speech.now?.t(state) ?? '');
      this.requestUpdate();
      return false;
    };
    try {
      const reading = await load(this.#asks, signal);
      if (signal.aborted) return false;
      if (!reading) return fail('empty');
      const {map, remarks, base, keptAt} = reading;
      this.#remarks = remarks;
      this.#keptAt = keptAt;
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
    this.#content = contentOf(map, base, !!this.settings.endpoint);
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

  /** What a control does beyond changing the view. */
  readonly #deeds: Readonly<Record<string, (key: string, pressed: HTMLElement) => unknown>> = {
    panel: key => this.#show(this.#panel === key ? '' : (key as Panel)),
    open: (key, pressed) => {
      if (!pressed.closest('.detail')) this.#opener = pressed;
      this.look({item: key});
      return this.focusOn('#detail');
    },
    close: () => {
      this.look({item: ''});
      this.#opener?.focus();
    },
    hit: key => this.#toHit(Number(key)),
    again: () => this.#load(),
    top: () => this.focusOn('#headline'),
    forth: () => this.#turn(1),
    back: () => this.#turn(-1),
    present: (_key, pressed) => pressed.closest('.storyboard')!.requestFullscreen().catch((error: unknown) => this.say(`${error}`)), // prettier-ignore
    descend: key => this.#go([...this.view.trail, key]),
    visit: key => this.#go(...wayTo(this.view.trail, key)),
    ascend: key => this.#go(this.view.trail.slice(0, this.view.trail.indexOf(key) + 1)),
  };

  /** To another map, so that the browser leads back to this one; there, or here, to an item. */
  async #go(trail: readonly string[], item = ''): Promise<void> {
    const here = this.view.trail;
    if (`${trail}` !== `${here}`) await this.#descend(trail);
    if (this.view.trail !== here && !this.hasAttribute('without-hash'))
      history.pushState(null, '', `#${hashOf(this.view)}`);
    if (!item || `${trail}` !== `${this.view.trail}`) return;
    this.look({view: 'map', item});
    await this.focusOn('#detail');
    this.#frame.of(item)[0]?.scrollIntoView({block: 'nearest', inline: 'start'});
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
    const deed = this.#deeds[what] ?? this.#desk.files?.deeds[what];
    if (deed) void deed(key, pressed);
    else if (act && scene) this.look(act(scene, key));
  };

  #show(panel: Panel): void {
    this.#panel = panel;
    this.requestUpdate();
    if (panel === 'files') void this.#desk.open();
  }

  /** To the next slide, or to the one before. */
  #turn(by: number): void {
    const last = this.#content!.parts.map.steps.length - 1;
    this.look({slide: Math.min(last, Math.max(0, this.view.slide + by))});
  }

  readonly #type = (event: Event): void => {
    const {value, dataset} = event.target as HTMLInputElement;
    const change = typed[dataset['do'] ?? ''];
    if (change) this.look(change(this.#scene!, value, dataset['key']!));
  };

  #toHit(by: number): void {
    const key = this.#hits.step(by);
    if (key === undefined) return;
    this.requestUpdate();
    this.#frame.of(key)[0]?.scrollIntoView({block: 'nearest', inline: 'center'});
  }

  readonly #key = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    const {key, shiftKey} = event;
    if (key === 'Escape' && this.view.item) void this.#deeds['close']!('', from);
    else if (key === 'Enter' && from.dataset['do'] === 'query') this.#toHit(shiftKey ? -1 : 1);
    else if (from.closest('.storyboard') && slideKeys.test(key) && !isOthers(event)) {
      event.preventDefault();
      this.#turn(leadsOn(from, key) ? 1 : -1);
    } else if (walk(from, event)) event.preventDefault();
  };

  protected override updated(): void {
    const scene = this.#scene;
    if (!scene || this.#state !== 'shown') return;
    this.#frame.measure(this);
    if (!this.#frame.show(this.renderRoot as ShadowRoot, scene, this.#hits.now)) void this.#fetchViews();
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

  protected override render() {
    const words = this.#speech.now;
    const scene = this.#scene;
    return this.box(
      html`<div
        class="all"
        @click=${this.#press}
        @change=${this.#press}
        @input=${this.#type}
        @keydown=${this.#key}
        @drop=${(event: DragEvent) => this.#desk.drop(event, () => this.#show('files'))}
        @dragover=${letFilesIn}
      >
        ${this.#state === 'shown' && scene ? this.#shown(scene) : words ? notice(words, this.#state as 'loading', this.#remarks) : ''}
      </div>`,
    );
  }

  #shown(scene: Scene): TemplateResult {
    const {view, list} = scene;
    const panel = this.#panel;
    return html`${head(scene, {today: new Date().toISOString().slice(0, 10), titles: this.#titles, keptAt: this.#keptAt, remarks: this.#remarks})}
      ${viewBar(scene, shownViews)} ${toolBar(scene, panel, this.#hits.keys.length, this.#hits.at)}
      ${panel === 'lanes' ? lanesPanel(scene) : ''}
      ${panel === 'filter' ? filterPanel(scene, list.filter(item => fits(item, view.filter)).length) : ''}
      ${panel === 'files' ? (this.#desk.files?.panel(scene) ?? '') : ''}
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
