/** All tokens with what they come to, and the contrast of the roles that meet. With `editable`, a theme of one's own. */
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import type {Rgb} from '../../src/core/contrast.js';
import {type Contrast, contrastsOf, inWords, type Role, rolesOf} from '../../src/ui/contrast.js';
import {elements} from './manifest.js';
import {StoryOutbox} from './outbox.js';

const tokens = [
  ...new Map(elements.flatMap(({cssProperties = []}) => cssProperties).map(token => [token.name, token])).values(),
];
type Token = (typeof tokens)[number];

const colorPrefix = '--stagepost-color-';
const colors = tokens.filter(({name}) => name.startsWith(colorPrefix));
const others = tokens.filter(({name}) => !name.startsWith(colorPrefix));
const roleOf = ({name}: Token) => name.slice(colorPrefix.length) as Role;

const hexOf = (color: Rgb): string => `#${color.map(part => part.toString(16).padStart(2, '0')).join('')}`;

export class ThemePage extends LitElement {
  static override properties = {theme: {}, survey: {}, editable: {type: Boolean}};
  declare theme: string;
  declare survey: string;
  declare editable: boolean;
  readonly #outbox = new StoryOutbox();
  #own: Record<string, string> = {};
  /** The colour of each role as the prompt on this page shows it. */
  #shown: Partial<Record<Role, string>> = {};
  #contrasts: readonly Contrast[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    const prompt = this.querySelector('stagepost-nps')!;
    const colorOf = rolesOf(prompt);
    if (!colorOf) return;
    const shown = Object.fromEntries(colors.map(token => [roleOf(token), hexOf(colorOf(roleOf(token)))]));
    if (JSON.stringify(shown) === JSON.stringify(this.#shown)) return;
    this.#shown = shown;
    this.#contrasts = contrastsOf(prompt);
    this.requestUpdate();
  }

  #set(name: string, value: string): void {
    this.#own = {...this.#own, [name]: value};
    this.style.setProperty(name, value);
    this.requestUpdate();
  }

  #input(token: Token, type: 'color' | 'text', value: string): TemplateResult {
    const change = ({target}: Event) => this.#set(token.name, (target as HTMLInputElement).value);
    return html`<input type=${type} name=${token.name} aria-label=${token.name} .value=${value} @input=${change} />`;
  }

  #token({name, description}: Token, first: TemplateResult | typeof nothing, value: string): TemplateResult {
    return html`<li>
      <span class="first">${first}</span>
      <span class="words"><code>${name}</code><span>${description}</span><code class="value">${value}</code></span>
    </li>`;
  }

  #color(token: Token): TemplateResult {
    const hex = this.#shown[roleOf(token)] ?? '#000000';
    const swatch = html`<span class="swatch" style="background: ${hex}"></span>`;
    return this.#token(token, this.editable ? this.#input(token, 'color', hex) : swatch, hex);
  }

  #other(token: Token): TemplateResult {
    const value = this.#own[token.name] ?? token.default ?? '';
    return this.#token(token, this.editable ? this.#input(token, 'text', value) : nothing, value);
  }

  #pair(contrast: Contrast): TemplateResult {
    const {front, back, needs, pass} = contrast;
    const [color, background] = [this.#shown[front], this.#shown[back]];
    const isText = needs === 4.5;
    return html`<li data-pair=${`${front} ${back}`}>
      <span
        class=${isText ? 'sample' : 'sample control'}
        style="color: ${color}; background: ${background}"
        aria-hidden="true"
        >${isText ? 'Aa' : ''}</span
      >
      <span>${pass ? '✓' : '✗'} ${inWords(contrast)}</span>
    </li>`;
  }

  protected override render(): TemplateResult {
    const own = Object.entries(this.#own);
    return html`<section lang="en" dir="ltr">
        <h2>Tokens</h2>
        <ul>
          ${colors.map(token => this.#color(token))} ${others.map(token => this.#other(token))}
        </ul>
        <h2>Contrast</h2>
        <ul>
          ${this.#contrasts.map(contrast => this.#pair(contrast))}
        </ul>
        <h2>With these tokens</h2>
      </section>
      <stagepost-context
        endpoint="/nowhere"
        site="pk_story"
        .ownOutbox=${this.#outbox}
        @stagepost-show=${() => this.requestUpdate()}
      >
        <stagepost-nps survey=${this.survey}></stagepost-nps>
      </stagepost-context>
      ${
        own.length
          ? html`<section lang="en" dir="ltr">
              <h2>As CSS</h2>
              <pre>${`:root {\n${own.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}`}</pre>
            </section>`
          : nothing
      }`;
  }
}
