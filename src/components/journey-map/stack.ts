/** Keeps pinned lanes in sight: each sticks below the heads of the columns and the pinned lanes before it, while there is room. */

/** The share of the place that heads and pinned lanes may take; lanes beyond it scroll with the others. */
const most = 0.6;

/** With what is no whole pixel: rounded, a lane would stand over the edge of the next one. */
const heightOf = (part: Element): number => part.getBoundingClientRect().height;

export class Stack {
  /** Not at once: what is moved while sizes are told would be told again. */
  readonly #sizes = new ResizeObserver(() => void setTimeout(() => this.#place()));
  #head: HTMLElement | undefined;
  #lanes: readonly HTMLElement[] = [];
  /** Where they scroll; known once they are shown. */
  #scroller: Element | undefined;

  /** Keeps these in sight, in this order, and no others. */
  hold(head: HTMLElement, lanes: readonly HTMLElement[]): void {
    for (const {style} of this.#lanes) style.insetBlockStart = style.zIndex = '';
    this.#head = head;
    this.#lanes = lanes;
    this.#scroller = undefined;
    this.#sizes.disconnect();
    if (lanes.length) for (const part of [head, ...lanes]) this.#sizes.observe(part);
  }

  #place(): void {
    const place = this.#head?.closest('.scroller');
    if (!place) return;
    if (place !== this.#scroller) this.#sizes.observe((this.#scroller = place));
    const room = place.clientHeight * most;
    let top = heightOf(this.#head!);
    for (const lane of this.#lanes) {
      const end = top + heightOf(lane);
      lane.style.insetBlockStart = end <= room ? `${top}px` : '';
      lane.style.zIndex = end <= room ? '' : 'auto';
      if (end <= room) top = end;
    }
  }
}
