/** Leads a reader to items: to the hits of a search, and to what was opened. What that takes comes once a map is there. */
import type {Hits} from './hits.js';
import type {Around} from './seek.js';
import type * as Soon from './soon.js';

export class Guide {
  /** Shows what is opened, too. */
  soon: typeof Soon | undefined;
  readonly #around: Around;
  readonly #came: (error?: unknown) => void;
  /** The key of the item that was brought into sight last. */
  #brought = '';

  /** @param came called once what was waited for is there, or with the reason why it is not */
  constructor(around: Around, came: (error?: unknown) => void) {
    this.#around = around;
    this.#came = came;
  }

  /** Fetches what will be needed; where it does not come, it is fetched again once it is. */
  prepare(): void {
    import('./soon.js').then(soon => (this.soon = soon)).catch(() => {});
  }

  /** Waits for it. */
  async ready(): Promise<void> {
    if (this.soon) return;
    try {
      this.soon = await import('./soon.js');
      this.#came();
    } catch (error) {
      this.#came(error);
    }
  }

  /** Lays the map out for paper: at once, since a printer does not wait; where that is not there, as soon as it is. */
  print(root: ShadowRoot, {type}: Event): void {
    const layOut = () => this.soon?.layOut(root, this.#around.scene(), type === 'beforeprint');
    if (this.soon) layOut();
    else void this.ready().then(layOut);
  }

  /** To the next hit (`by` 1), or to the one before (-1). */
  async toHit(hits: Hits, by: number): Promise<void> {
    const key = hits.step(by);
    if (key === undefined) return;
    await this.ready();
    // Who has gone on meanwhile is not led back.
    if (key === hits.now) await this.soon?.seek(key, this.#around);
  }

  /** Brings an item into sight that has just been opened, once its details are there, and says what the signs mean. */
  bring(item: string, root: ParentNode): void {
    if (!this.soon) return;
    this.soon.explain(root, this.#around.scene());
    if (item === this.#brought) return;
    this.#brought = item;
    this.soon.bring(this.#around.of(item));
  }

  readonly focus = (event: Event): void => this.soon?.revealFocus(event);
}
