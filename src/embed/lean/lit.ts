/**
 * What our elements use of Lit. The embed build puts this module in the place of `lit`, a third of its weight; the npm
 * package uses Lit itself. `test/browser/lean-lit.test.ts` holds both to the same behaviour,
 * and `tsconfig.lean.json` finds what an element uses and this module does not have.
 */
import {html, type TemplateResult, viewIn} from './render.js';

export {html, type TemplateResult};

interface Declaration {
  /** Absent: the property's name, which is in lower case then. `false`: no attribute. */
  readonly attribute?: string | false;
}

export const unsafeCSS = (text: string): string => text;
export const css = (parts: TemplateStringsArray, ...values: string[]): string => String.raw({raw: parts}, ...values);

export abstract class LitElement extends HTMLElement {
  declare static properties: Readonly<Record<string, Declaration>>;
  declare static styles?: string | readonly string[];
  declare static sheet: CSSStyleSheet;
  declare readonly ['constructor']: typeof LitElement;

  readonly renderRoot: ShadowRoot = this.attachShadow({mode: 'open'});
  readonly #show = viewIn(this.renderRoot, this);
  readonly #values: Record<string, unknown> = {};
  /** Properties that were set before the element was upgraded: they go before what the constructor and attributes say. */
  #early: Record<string, unknown> = {};
  #pending = false;
  #start!: (now: boolean) => void;
  /** Resolves once the update that is due, or was the last, is done: with `false` where it asked for another one. */
  updateComplete = new Promise<boolean>(resolve => (this.#start = resolve));

  /** Read for each class when it is registered: the time to make its accessors and its style sheet. */
  static get observedAttributes(): string[] {
    this.sheet = new CSSStyleSheet();
    this.sheet.replaceSync([this.styles].flat().join(''));
    return Object.entries(this.properties).flatMap(([name, {attribute = name}]) => {
      Object.defineProperty(this.prototype, name, {
        get(this: LitElement) {
          return this.#values[name];
        },
        set(this: LitElement, value: unknown) {
          if (Object.is(this.#values[name], value)) return;
          this.#values[name] = value;
          this.requestUpdate();
        },
        // Whoever reads the list again makes it again.
        configurable: true,
      });
      return attribute || [];
    });
  }

  constructor() {
    super();
    const own = this as Record<string, unknown>;
    this.renderRoot.adoptedStyleSheets = [this.constructor.sheet];
    for (const name of Object.keys(this.constructor.properties))
      if (Object.hasOwn(this, name)) {
        this.#early[name] = own[name];
        delete own[name];
      }
    this.requestUpdate();
  }

  attributeChangedCallback(key: string, _old: string | null, value: string | null): void {
    for (const [name, {attribute = name}] of Object.entries(this.constructor.properties))
      if (attribute === key) (this as Record<string, unknown>)[name] = value;
  }

  connectedCallback(): void {
    this.#start(true);
  }

  disconnectedCallback(): void {}

  /** Updates soon: once for all that changes until then, and not before the element was in a page. */
  requestUpdate(): void {
    if (!this.#pending) this.updateComplete = this.#update();
  }

  async #update(): Promise<boolean> {
    this.#pending = true;
    // Nobody may have looked at an error: the browser shall tell it.
    await this.updateComplete.catch((error: unknown) => void Promise.reject(error));
    let view: unknown;
    try {
      Object.assign(this, this.#early);
      this.#early = {};
      this.willUpdate?.();
      view = this.render();
    } finally {
      this.#pending = false;
    }
    this.#show(view);
    this.updated?.();
    return !this.#pending;
  }

  protected willUpdate?(): void;
  protected abstract render(): unknown;
  protected updated?(): void;
}
