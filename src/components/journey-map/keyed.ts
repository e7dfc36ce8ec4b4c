/** Finds what is shown of each item, and hides what does not fit the filter. */
import {mark} from '../../ui/dom.js';

/** Heads of columns stay: they say where everything else is. */
const stays = /^(stage|step):/;

export class Keyed {
  readonly #shown = new Map<string, HTMLElement[]>();
  #hidden: ReadonlySet<string> = new Set();

  /** Takes in what stands under `root`; what was known under the same keys is forgotten where `anew`. */
  take(root: ParentNode, anew = false): void {
    const seen = new Set<string>();
    for (const made of root.querySelectorAll<HTMLElement>('[data-do=open]')) {
      const key = made.dataset['key']!;
      const others = anew && !seen.has(key) ? undefined : this.#shown.get(key);
      seen.add(key);
      if (others) others.push(made);
      else this.#shown.set(key, [made]);
      if (anew) mark(made, 'hidden', this.#hides(key));
    }
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
