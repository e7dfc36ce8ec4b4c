import {html, type TemplateResult} from 'lit';
import {fits} from '../../journey/filter.js';
import {hashOf, plainView, type View, viewOf} from '../../journey/view.js';
import {journeyLanguages} from '../../locales/journey-map/words.js';
import {KitElement} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {actions, typed} from './actions.js';
import {type Atlas, atlasOf, type Wanted, wayTo} from './atlas.js';
import type {detail} from './detail.js';
import {Desk} from './desk.js';
import {emotionStyles} from './emotion.styles.js';
import {Frame} from './frame.js';
import {frameStyles} from './frame.styles.js';
import {head, notice} from './head.js';
import {Hits} from './hits.js';
import {isOthers, leadsOn, slideKeys, walk} from './keys.js';
import {liveStyles} from './live.styles.js';
import {Living, sourceOf} from './living.js';
import {filterPanel, lanesPanel, type Panel, shownViews, toolBar, viewBar} from './panels.js';
import {Room} from './room.js';
import type {Scene} from './scene.js';
import {Reader} from './reader.js';
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

  readonly #reader = new Reader({
    asks: () => this.#asks,
    report: (code, details) => this.report(code, details),
    stays: why => this.say(this.#speech.now?.t(why) ?? ''),
    came: (trail, isFirst) => this.#came(trail, isFirst),
    changed: () => this.requestUpdate(),
  });
  readonly #living = new Living(
    () => this.#proof(),
    () => this.requestUpdate(),
    (code, details) => this.report(code, details),
  );
  readonly #speech = new Speech();
  readonly #frame = new Frame();
  readonly #room = new Room(this, () => this.requestUpdate());
  #panel: Panel = '';
  readonly #hits = new Hits();
  /** What the first map was read from. */
  #wanted: Omit<Wanted, 'token' | 'keeps'> | undefined;
  #atlas!: Atlas;
  readonly #desk = new Desk(
    {
      scene: () => this.#scene!,
      isShown: () => this.#reader.state === 'shown',
      show: () => this.#show('files'),
      changed: () => this.requestUpdate(),
      take: map => {
        this.#reader.open(map);
        this.#show('');
        void this.focusOn('#headline');
      },
      focusOn: selector => this.focusOn(selector),
    },
    why => this.report('map/unreachable', why),
  );
  /** Shows everything that is known of an item; loaded when the first one is opened. */
  #detail: typeof detail | undefined;
  /** By what the page proved who it is when it was last asked. */
  #isProven = ' false';
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
    this.#room.watch();
    this.#living.watch(signal);
    // It was moved in the page while its map was on its way.
    if (this.#wanted && this.#reader.state === 'loading') void this.#reader.load(this.view.trail);
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
    this.#reader.stop();
    this.#room.leave();
  }

  /** Looks at the map in another way; what is not named stays. */
  look(change: Partial<View>): void {
    this.view = {...this.view, ...change};
    this.#tellAddress('replaceState', history.state);
  }

  /** Writes the view into the address: this page's, whatever `<base>` says. */
  #tellAddress(how: 'replaceState' | 'pushState', state: unknown): void {
    if (this.hasAttribute('without-hash')) return;
    try {
      history[how](state, '', `${location.pathname}${location.search}#${hashOf(this.view)}`);
    } catch {
      // A browser refuses when it is told too often in a short time; the next change is told again.
    }
  }

  /** Deletes the maps and live values that viewers of this site have kept on the device. */
  async forget(): Promise<void> {
    await (await import('./kept.js')).forgetAll();
  }

  get #scene(): Scene | undefined {
    const words = this.#speech.now;
    if (!this.#reader.content || !words) return;
    return {...this.#reader.content, view: this.view, words, live: this.#living.now, atlas: this.#atlas};
  }

  protected override willUpdate(): void {
    this.own = {languages: journeyLanguages()};
    super.willUpdate();
    void this.#speech
      .turnTo(this.language, this.spoken.coming)
      ?.catch((error: unknown) => this.report('map/unreachable', `texts in ${this.language}: ${error}`))
      .then(() => this.requestUpdate());
    const {map, src, maps, settings} = this;
    // A page may learn late how it proves who it is.
    const isProven = `${this.token ?? ''} ${!!this.getToken}`;
    const text = this.querySelector(':scope>script[type="application/json"]')?.textContent;
    const wanted = {map, src, text, maps, endpoint: settings.endpoint, journey: settings.journey};
    if (Object.entries(wanted).some(([key, value]) => !this.#wanted || this.#wanted[key as 'src'] !== value)) {
      this.#wanted = wanted;
      this.#atlas = atlasOf(
        () => this.#asks,
        () => this.view.trail[0],
        () => this.#reader.opened,
      );
      void this.#reader.load(this.view.trail);
    } else if (this.#isProven !== isProven && this.#reader.state !== 'shown') void this.#reader.load(this.view.trail);
    if (this.#isProven !== isProven) this.#living.again();
    this.#isProven = isProven;
    this.#living.want(sourceOf(settings.endpoint, this.#keeps, this.#reader.content?.parts.map, this.view));
    this.#hits.look(this.#reader.content, this.view.query);
  }

  /** Goes to another map. `trail`: the ids of the maps from the first one down to it. */
  async #descend(trail: readonly string[]): Promise<void> {
    await this.#reader.descend(trail);
    await this.focusOn('#headline');
  }

  #came(trail: readonly string[], isFirst: boolean): void {
    this.#frame.forget();
    // Most readers open an item soon; where it does not come now, it is asked for again then.
    import('./detail.js').then(({detail: show}) => (this.#detail = show)).catch(() => {});
    const asked = this.view.trail;
    // A link may lead on from the first map to another one.
    const isAsked = isFirst ? asked[0] === trail[0] : `${asked}` === `${trail}`;
    if (!isAsked) this.view = {...plainView, trail};
    this.requestUpdate();
  }

  readonly #readHash = (): void => {
    const view = this.hasAttribute('without-hash') ? undefined : viewOf(location.hash);
    const [root] = this.view.trail;
    if (!view || (root !== undefined && view.trail[0] !== root)) return;
    const isElsewhere = this.#reader.content && view.trail.at(-1) !== this.#reader.content.parts.map.id;
    this.view = view;
    if (isElsewhere) void this.#descend(view.trail);
    this.requestUpdate();
  };

  /** What a control does beyond changing the view. */
  readonly #deeds: Readonly<Record<string, (key: string, pressed: HTMLElement) => unknown>> = {
    panel: key => this.#show(this.#panel === key ? '' : (key as Panel)),
    open: async (key, pressed) => {
      if (!pressed.closest('.detail')) this.#opener = pressed;
      this.look({item: key});
      await this.#fetchDetail();
      await this.focusOn('#detail');
    },
    close: () => {
      const {item} = this.view;
      this.look({item: ''});
      const back = this.#opener?.isConnected ? this.#opener : this.#frame.of(item)[0];
      if (back) back.focus();
      else void this.focusOn('#headline');
    },
    hit: key => this.#toHit(Number(key)),
    again: () => this.#reader.load(this.view.trail),
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
    if (this.view.trail !== here) this.#tellAddress('pushState', null);
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
    const last = this.#reader.content!.parts.map.steps.length - 1;
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
    if (!scene || this.#reader.state !== 'shown') return;
    this.#frame.measure(this.#room);
    if (!this.#frame.show(this.renderRoot as ShadowRoot, scene, this.#hits.now)) void this.#fetchViews();
    if (this.view.item) void this.#fetchDetail();
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

  /** Loads what shows everything of an item; where it does not come, nothing opens. */
  async #fetchDetail(): Promise<void> {
    if (this.#detail) return;
    try {
      this.#detail = (await import('./detail.js')).detail;
    } catch (error) {
      this.report('map/unreachable', `the details: ${error}`);
      this.look({item: ''});
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
        @drop=${this.#desk.drop}
        @dragover=${this.#desk.over}
      >
        ${this.#reader.state === 'shown' && scene ? this.#shown(scene) : words ? notice(words, this.#reader.state as 'loading', this.#reader.remarks) : ''}
      </div>`,
    );
  }

  #shown(scene: Scene): TemplateResult {
    const {view, list} = scene;
    const panel = this.#panel;
    return html`${head(scene, {today: new Date().toISOString().slice(0, 10), titles: this.#reader.titles, keptAt: this.#reader.keptAt, remarks: this.#reader.remarks})}
      ${viewBar(scene, shownViews)} ${toolBar(scene, panel, this.#hits.keys.length, this.#hits.at)}
      ${panel === 'lanes' ? lanesPanel(scene) : ''}
      ${panel === 'filter' ? filterPanel(scene, list.filter(item => fits(item, view.filter, view.view === 'items')).length) : ''}
      ${panel === 'files' ? (this.#desk.files?.panel(scene) ?? '') : ''}
      <div class="stage-and-detail">
        <div class="scroller" part="map" tabindex="-1"></div>
        ${view.item ? (this.#detail?.(scene, view.item) ?? '') : ''}
      </div>
      <div class="paper"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-journey-map': StagepostJourneyMap;
  }
}
