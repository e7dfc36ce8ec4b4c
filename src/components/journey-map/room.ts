/** How much room an element has: told when that changes, and not asked for, since to ask would lay the page out at once. */
export class Room {
  readonly #element: HTMLElement;
  readonly #watch: ResizeObserver;
  /** CSS pixels, once they have been told. */
  #width: number | undefined;
  /** What was said last, if anybody asked. */
  #said: boolean | undefined;

  /** `changed`: is called where the element is no longer as narrow, or as wide, as was said. */
  constructor(element: HTMLElement, changed: () => void) {
    this.#element = element;
    this.#watch = new ResizeObserver(([seen]) => {
      const {width} = seen!.contentRect;
      // Of an element that is not displayed nothing is known; a page whose picture is taken may be a pixel wide meanwhile.
      if (width <= 1) return;
      this.#width = width;
      const before = this.#said;
      // Not at once: what is laid out anew while sizes are told would be told again.
      if (before !== undefined && this.isNarrow !== before) setTimeout(changed);
    });
  }

  /** Whether it is below the width of 40 letters or so. */
  get isNarrow(): boolean {
    const width = this.#width ?? this.#element.clientWidth;
    return (this.#said = width > 0 && width < 40 * Number.parseFloat(getComputedStyle(this.#element).fontSize));
  }

  watch(): void {
    this.#watch.observe(this.#element);
  }

  leave(): void {
    this.#watch.disconnect();
  }
}
