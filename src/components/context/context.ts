import {ContextProvider} from '@lit/context';
import {css, html} from 'lit';
import type {Scalar} from '../../schema/settings.js';
import {surroundingsContext} from '../../ui/context.js';
import {KitElement} from '../../ui/kit-element.js';
import {tellElements} from '../../ui/page.js';
import type {OutboxPort} from '../../outbox/port.js';

/** What the attribute says; `null` where that is no JSON. */
function fromJson(text: string | null): unknown {
  try {
    return JSON.parse(text!);
  } catch {
    return null;
  }
}

/**
 * Gives every Stagepost element inside it, across shadow roots, the settings in its attributes. An element's own attribute
 * goes before it; it goes before an outer context and before the page's script tag. Changes reach the elements at once.
 * @summary Settings for all Stagepost elements inside.
 * @element stagepost-context
 *
 * @attr {string} visitor - The site's own id for this visitor; used and sent only while consent is granted.
 * @attr {string} traits - Facts about the visitor as a JSON object of texts, numbers and booleans.
 *
 * @fires {CustomEvent<KitEvents['error']>} stagepost-error - A setting has a value that is not known.
 *
 * @slot - The part of the page that the settings hold for.
 */
export class StagepostContext extends KitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;
  static override properties = {
    ...KitElement.properties,
    visitor: {},
    traits: {},
    ownOutbox: {attribute: false},
  };

  readonly #provider = new ContextProvider(this, {context: surroundingsContext, initialValue: {settings: {}}});

  declare visitor: string | null | undefined;
  declare traits: Readonly<Record<string, Scalar>> | null | undefined;
  /** An outbox of the page's own in place of the kit's. */
  declare ownOutbox: OutboxPort | null | undefined;

  override attributeChangedCallback(key: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(key, old, value);
    if (key === 'traits') this.traits = fromJson(value) as typeof this.traits;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Lit's element tells its controllers; the lean one of the embed files knows none. Told twice, nothing changes.
    this.#provider.hostConnected();
    this.willUpdate();
    // Elements that were in the page before this one was upgraded ask again.
    tellElements();
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.hasAttribute('traits') && !this.traits)
      this.report('setting/invalid', 2, 'traits', this.getAttribute('traits'));
    this.#provider.setValue({settings: this.settings, outbox: this.ownOutbox ?? this.around?.outbox});
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-context': StagepostContext;
  }
}
