/** All tokens with their computed values, and the contrast of the roles that meet. With `editable`, a theme of one's own. */
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {contrast, hexOf, type Pair, pairs, type Rgb, rgbOf, verdict} from './contrast.js';
import {elements} from './manifest.js';
import {StoryOutbox} from './outbox.js';

const tokens = [
  ...new Map(elements.flatMap(({cssProperties = []}) => cssProperties).map(token => [token.name, token])).values(),
];
type Token = (typeof tokens)[number];

const colorPrefix = '--stagepost-color-';
const colors = tokens.filter(({name}) => name.startsWith(colorPrefix));
const others = tokens.filter(({name}) => !name.startsWith(colorPrefix));
const roleOf = ({name}: Token): string => name.slice(colorPrefix.length);

export class ThemePage extends LitElement {
  static override properties = {theme: {}, survey: {}, editable: {type: Boolean}};
  declare theme: string;
  declare survey: string;
  declare editable: boolean;
  readonly #outbox = new StoryOutbox();
  #own: Record<string, string> = {};
  #found: Record<string, Rgb> = {};

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What each colour token comes to here. */
  protected override updated(): void {
    const probe = this.appendChild(document.createElement('span'));
    const found: Record<string, Rgb> = {};
    for (const token of colors) {
      probe.style.color = `var(${token.name}, ${token.default})`;
      found[roleOf(token)] = rgbOf(getComputedStyle(probe).color);
    }
    probe.remove();
    if (JSON.stringify(found) === JSON.stringify(this.#found)) return;
    this.#found = found;
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

  #color(token: Token): TemplateResult {
    const found = this.#found[roleOf(token)];
    const hex = found ? hexOf(found) : '#000000';
    return html`<tr>
      <td>
        ${this.editable ? this.#input(token, 'color', hex) : html`<span class="swatch" style="background: ${hex}"></span>`}
      </td>
      <td><code>${token.name}</code></td>
      <td>${token.description}</td>
      <td><code>${hex}</code></td>
    </tr>`;
  }

  #other(token: Token): TemplateResult {
    return html`<tr>
      <td>${this.editable ? this.#input(token, 'text', this.#own[token.name] ?? token.default ?? '') : nothing}</td>
      <td><code>${token.name}</code></td>
      <td>${token.description}</td>
      <td><code>${this.#own[token.name] ?? token.default}</code></td>
    </tr>`;
  }

  #pair({front, back, needs, what}: Pair): TemplateResult | typeof nothing {
    const [a, b] = [this.#found[front], this.#found[back]];
    if (!a || !b) return nothing;
    const ratio = contrast(a, b);
    return html`<li data-pair=${`${front} ${back}`}>
      ${
        needs < 4.5
          ? html`<span class="sample" style="border: 4px solid ${hexOf(a)}; background: ${hexOf(b)}"></span>`
          : html`<span class="sample" style="color: ${hexOf(a)}; background: ${hexOf(b)}" aria-hidden="true">Aa</span>`
      }
      <span>
        ${ratio >= needs ? '✓' : '✗'} ${what} (<code>${front}</code> on <code>${back}</code>): ${verdict(ratio, needs)}.
      </span>
    </li>`;
  }

  protected override render(): TemplateResult {
    const own = Object.entries(this.#own);
    return html`<table>
        <thead>
          <tr>
            <th scope="col">${this.editable ? 'Choose' : 'Colour'}</th>
            <th scope="col">Token</th>
            <th scope="col">What for</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          ${colors.map(token => this.#color(token))} ${others.map(token => this.#other(token))}
        </tbody>
      </table>
      <section>
        <h2>Contrast</h2>
        <ul>
          ${pairs.map(pair => this.#pair(pair))}
        </ul>
      </section>
      <section>
        <h2>With these tokens</h2>
        <stagepost-context endpoint="/nowhere" site="pk_story" .ownOutbox=${this.#outbox}>
          <stagepost-nps survey=${this.survey}></stagepost-nps>
        </stagepost-context>
      </section>
      ${
        own.length
          ? html`<section>
              <h2>As CSS</h2>
              <pre>${`:root {\n${own.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}`}</pre>
            </section>`
          : nothing
      }`;
  }
}
