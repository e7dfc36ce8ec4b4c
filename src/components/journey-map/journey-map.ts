import {html, type TemplateResult} from 'lit';
import {hashOf, plainView, type View, viewOf} from '../../journey/view.js';
import {journeyLanguages} from '../../locales/journey-map/words.js';
import {KitElement} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {actions, typed} from './actions.js';
import {type Atlas, atlasOf, type Wanted, wayTo} from './atlas.js';
import {Desk} from './desk.js';
import {emotionStyles} from './emotion.styles.js';
import {Frame} from './frame.js';
import {frameStyles} from './frame.styles.js';
import {head, notice} from './head.js';
import {Guide} from './guide.js';
import {Hits} from './hits.js';
import {isOthers, leadsOn, slideKeys, walk} from './keys.js';
import {liveStyles} from './live.styles.js';
import {Living, sourceOf} from './living.js';
import {Proof} from './proof.js';
import {Room} from './room.js';
import type {Scene} from './scene.js';
import {Reader} from './reader.js';
import {Speech} from './speech.js';
import {styles} from './styles.js';
import {type Panel, toolBar, viewBar} from './tools.js';

/**
 * Shows one journey map: stages and steps as columns, lanes as rows, the emotions of its personas as lines. It can be folded,
 * filtered, searched, opened item by item, and linked to as it is looked at.
 * @summary A viewer of journey maps.
 * @element stagepost-journey-map
 *
 * @attr {string} src - Address of the map: JSON, or another format that is known by the end of its name.
 * @attr {string} journey - Id of the map at the endpoint.
 * @attr {boolean} without-hash - Keeps the view out of the page's address.
 *
 * @fires {CustomEvent<KitEvents['error']>} stagepost-error - The map or its live results could not be fetched, or it is not valid.
 * @fires {CustomEvent<KitEvents['token-expiring']>} stagepost-token-expiring - The property `token` is soon worth nothing: give another one.
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

  /** How the map is looked at, all of it as data; `look` changes a part of it. */
  declare view: View;

  readonly #proof = new Proof(this, seconds => this.emit('token-expiring', {seconds}));
  readonly #reader = new Reader({
    asks: () => this.#asks,
    report: (code, details) => this.report(code, details),
    stays: why => this.say(this.#speech.now?.t(why) ?? ''),
    came: (trail, isFirst) => this.#came(trail, isFirst),
    changed: () => this.requestUpdate(),
  });
  readonly #living = new Living(
    this.#proof.next,
    () => (this.#reader.renew(this.view.trail), this.requestUpdate()),
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
  readonly #guide = new Guide(
    {
      scene: () => this.#scene!,
      of: this.#frame.of,
      look: change => (this.look(change), this.updateComplete),
    },
    error => {
      // Nothing opens then.
      if (error) {
        this.report('map/unreachable', `the details: ${error}`);
        this.#panel = '';
        this.look({item: ''});
      }
      this.requestUpdate();
    },
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
    const print = (event: Event) => this.#scene && this.#guide.print(this.renderRoot as ShadowRoot, event);
    for (const type of ['beforeprint', 'afterprint']) addEventListener(type, print, {signal});
    this.#readHash();
    this.#room.watch();
    this.#living.watch(signal);
    // It was moved in the page while its map was on its way.
    if (this.#wanted && this.#reader.state === 'loading') void this.#reader.load(this.view.trail);
  }

  get #asks(): Wanted {
    return {...this.#wanted, token: this.#proof.next, keeps: this.#keeps};
  }

  /** Whether what is fetched may outlive the page. */
  get #keeps(): boolean {
    return (this.settings.storage ?? 'persistent') === 'persistent';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reader.stop();
    this.#proof.stop();
    this.#room.leave();
  }

  /** Looks at the map in another way, also before it has come; what is not named stays. */
  look(change: Partial<View>): void {
    this.view = {...this.view, ...change};
    this.#tellAddress('replaceState', history.state);
  }

  /** Writes the view into the address: this page's, whatever `<base>` says; once it is known which map it is of. */
  #tellAddress(how: 'replaceState' | 'pushState', state: unknown): void {
    if (this.hasAttribute('without-hash') || !this.view.trail.length) return;
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
    const isProvenAnew = this.#proof.hasChanged();
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
    } else if (isProvenAnew && this.#reader.state !== 'shown') void this.#reader.load(this.view.trail);
    if (isProvenAnew) this.#living.again();
    this.#living.want(sourceOf(settings.endpoint, this.#keeps, this.#reader.content?.parts.map, this.view));
    this.#hits.look(this.#reader.content, this.view);
  }

  /** Goes to another map. `trail`: the ids of the maps from the first one down to it. */
  async #descend(trail: readonly string[]): Promise<void> {
    await this.#reader.descend(trail);
    if (this.#reader.content?.parts.map.id === trail.at(-1)) await this.focusOn('#headline');
  }

  #came(trail: readonly string[], isFirst: boolean): void {
    this.#frame.forget();
    this.#guide.prepare();
    const asked = this.view.trail;
    // A link may lead on from the first map to another one.
    const isAsked = isFirst ? asked[0] === trail[0] : `${asked}` === `${trail}`;
    // A page may say how to look at the map before it is there.
    if (isFirst && !asked.length && this.view !== plainView) this.look({trail});
    else if (!isAsked) this.view = {...plainView, trail};
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
      await this.#guide.ready();
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
  }

  /** Everything that a reader presses says in `data-do` what it does. */
  readonly #press = (event: Event): void => {
    const pressed = (event.target as Element).closest<HTMLElement>('[data-do]:not([aria-disabled=true])');
    const scene = this.#scene;
    // A field tells of itself when it has changed.
    if (!pressed || (event.type === 'click' && pressed.matches('input,select'))) return;
    this.said = '';
    const {do: what = ''} = pressed.dataset;
    const key = pressed instanceof HTMLSelectElement ? pressed.value : (pressed.dataset['key'] ?? '');
    const act = actions[what] ?? this.#guide.soon?.panelActions[what];
    const deed = this.#deeds[what] ?? this.#desk.files?.deeds[what];
    if (deed) void deed(key, pressed);
    else if (act && scene) this.look(act(scene, key));
    // A lane that was moved has its controls elsewhere now.
    if (pressed.closest('.choices')) void this.focusOn(`.choices [data-do=${what}][data-key="${CSS.escape(key)}"]`);
  };

  #show(panel: Panel): void {
    this.#panel = panel;
    this.requestUpdate();
    if (panel === 'files') void this.#desk.open();
    else if (panel) void this.#guide.ready();
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
    void this.#guide.toHit(this.#hits, by);
    this.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    const {key, shiftKey} = event;
    if (key === 'Escape' && from.closest('.panel')) {
      void this.focusOn(`[data-do=panel][data-key=${this.#panel}]`);
      this.#show('');
    } else if (key === 'Escape' && this.view.item) {
      // Once for the details; a browser would empty the search on top, without telling of it.
      event.preventDefault();
      void this.#deeds['close']!('', from);
    } else if (key === 'Enter' && from.dataset['do'] === 'query') this.#toHit(shiftKey ? -1 : 1);
    else if (from.closest('.storyboard') && slideKeys.test(key) && !isOthers(event)) {
      event.preventDefault();
      this.#turn(leadsOn(from, key) ? 1 : -1);
    } else if (walk(from, event)) event.preventDefault();
  };

  protected override updated(): void {
    const scene = this.#scene;
    if (!scene || this.#reader.state !== 'shown') return;
    this.#frame.measure(this.#room);
    const {item} = this.view;
    if (item) void this.#guide.ready();
    if (!this.#frame.show(this.renderRoot as ShadowRoot, scene, this.#hits.now)) void this.#fetchViews();
    else this.#guide.bring(item, this.renderRoot);
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
        @drop=${this.#desk.drop}
        @dragover=${this.#desk.over}
      >
        ${this.#reader.state === 'shown' && scene ? this.#shown(scene) : words ? notice(words, this.#reader.state as 'loading', this.#reader.remarks) : ''}
      </div>`,
    );
  }

  #shown(scene: Scene): TemplateResult {
    const {view} = scene;
    const panel = this.#panel;
    return html`${head(scene, {today: new Date().toISOString().slice(0, 10), titles: this.#reader.titles, keptAt: this.#reader.keptAt, remarks: this.#reader.remarks})}
      ${viewBar(scene)} ${toolBar(scene, panel, this.#hits)} ${this.#guide.soon?.panelOf(scene, panel) ?? ''}
      ${panel === 'files' ? (this.#desk.files?.panel(scene) ?? '') : ''}
      <div class="stage-and-detail">
        <div class="scroller" part="map" tabindex="-1" @focusin=${this.#guide.focus}></div>
        ${view.item ? (this.#guide.soon?.detail(scene, view.item) ?? '') : ''}
      </div>
      <div class="paper"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-journey-map': StagepostJourneyMap;
  }
}
