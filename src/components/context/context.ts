import {ContextProvider} from '@lit/context';
import {css, html} from 'lit';
import type {Scalar, Settings} from '../../schema/settings.js';
import {surroundingsContext} from '../../ui/context.js';
import {KitElement} from '../../ui/kit-element.js';
import {page} from '../../ui/page.js';
import type {OutboxPort} from '../../outbox/port.js';

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
    traits: {type: Object},
    ownOutbox: {attribute: false},
  };

  readonly #provider = new ContextProvider(this, {context: surroundingsContext, initialValue: {settings: {}}});

  declare visitor: string | null | undefined;
  declare traits: Readonly<Record<string, Scalar>> | null | undefined;
  /** An outbox of the page's own in place of the kit's. */
  declare ownOutbox: OutboxPort | null | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resolve();
    this.#give();
    // Elements that were in the page before this one was upgraded ask again.
    for (const listener of page().listeners) listener();
  }

  protected override own(): Settings {
    return {...super.own(), visitor: this.visitor ?? undefined, traits: this.traits ?? undefined};
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.hasAttribute('traits') && !this.traits)
      this.report('setting/invalid', `<${this.localName}`, 'traits', this.getAttribute('traits'));
    this.#give();
  }

  #give(): void {
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
