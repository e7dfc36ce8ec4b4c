/** Finds what is shown of each item, and hides what does not fit the filter. */
import {mark} from '../../ui/dom.js';

/** Heads of columns stay: they say where everything else is. */
const stays = /^(stage|step):/;

const openersIn = (root: ParentNode) => root.querySelectorAll<HTMLElement>('[data-do=open]');

export class Keyed {
  readonly #shown = new Map<string, HTMLElement[]>();
  #hidden: ReadonlySet<string> = new Set();

  /** Takes in what stands under `root`. */
  take(root: ParentNode): void {
    for (const made of openersIn(root)) {
      const key = made.dataset['key']!;
      const others = this.#shown.get(key);
      if (others) others.push(made);
      else this.#shown.set(key, [made]);
      mark(made, 'hidden', this.#hides(key));
    }
  }

  /** Lets `change` put other content under `root`: what stood there is forgotten, what stands there then is taken in. */
  swap(root: ParentNode, change: () => void): void {
    for (const made of openersIn(root)) {
      const key = made.dataset['key']!;
      const others = this.#shown.get(key)!.filter(other => other !== made);
      this.#shown.set(key, others);
    }
    change();
    this.take(root);
  }

  of(key: string): readonly HTMLElement[] {
    return this.#shown.get(key) ?? [];
  }

  /** Hides these and shows all others; touches what changes alone. */
  hide(hidden: ReadonlySet<string>): void {
    const before = this.#hidden;
    this.#hidden = hidden;
    for (const key of new Set([...before, ...hidden]))
      if (before.has(key) !== hidden.has(key)) for (const made of this.of(key)) mark(made, 'hidden', this.#hides(key));
  }

  #hides(key: string): boolean {
    return this.#hidden.has(key) && !stays.test(key);
  }
}
