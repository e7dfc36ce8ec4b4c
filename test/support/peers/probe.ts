/**
 * What runs in every measured page before anything of it: watches for the first score and notes what the browser tells of
 * shifts, long tasks and clicks. The same for all; sent to the page as text, so it uses nothing from outside.
 */
export interface Seen {
  /** Milliseconds since the navigation began, when the first score could take the focus and was painted. */
  readonly ready: number;
  readonly shift: number;
  readonly longestTask: number;
  /** From the click to the next paint. */
  readonly click: number;
}

export interface Probe {
  /** Resolves once ready. */
  readonly ready: Promise<void>;
  /** The middle of the first score as it is now: a popup may still be on its way in when it is ready. */
  middle(): {x: number; y: number};
  /** What was seen. */
  seen(): Seen;
}

export function probe(first: string): void {
  const shifts: number[] = [];
  const tasks: number[] = [];
  const clicks: number[] = [];
  const watch = (type: string, note: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
  watch('layout-shift', entry => {
    const {value, hadRecentInput} = entry as PerformanceEntry & {value: number; hadRecentInput: boolean};
    if (!hadRecentInput) shifts.push(value);
  });
  watch('longtask', ({duration}) => tasks.push(duration));
  /** Calls back after the next paint: a message that is sent before a frame's paint arrives after it. */
  const afterPaint = (act: () => void): void => {
    const {port1, port2} = new MessageChannel();
    port1.addEventListener('message', act);
    port1.start();
    port2.postMessage('');
  };
  addEventListener(
    'click',
    ({isTrusted, timeStamp}) => {
      if (isTrusted) requestAnimationFrame(() => afterPaint(() => clicks.push(performance.now() - timeStamp)));
    },
    true,
  );

  const find = (root: ParentNode): HTMLElement | null => {
    const found = root.querySelector<HTMLElement>(first);
    if (found) return found;
    for (const {shadowRoot} of root.querySelectorAll('*')) {
      const inside = shadowRoot && find(shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const active = (): Element | null => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  };
  /** The box of what the visitor sees of it: a radio may be drawn by its label. */
  const box = (element: HTMLElement): DOMRect | undefined => {
    const shown = element.closest('label') ?? element;
    const rect = shown.getBoundingClientRect();
    const onScreen = rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight;
    const visible = shown.checkVisibility({opacityProperty: true, visibilityProperty: true});
    return onScreen && visible ? rect : undefined;
  };

  let ready = 0;
  const isReady = new Promise<void>(resolve => {
    const look = (): void => {
      const element = find(document);
      const shown = element && box(element);
      if (shown) element.focus({preventScroll: true});
      if (!shown || active() !== element) return void requestAnimationFrame(look);
      afterPaint(() => {
        ready = performance.now();
        resolve();
      });
    };
    requestAnimationFrame(look);
  });

  const middle = (): {x: number; y: number} => {
    const {x, y, width, height} = box(find(document)!)!;
    return {x: x + width / 2, y: y + height / 2};
  };
  const seen = (): Seen => ({
    ready,
    shift: shifts.reduce((sum, value) => sum + value, 0),
    longestTask: Math.max(0, ...tasks),
    click: Math.max(0, ...clicks),
  });
  Object.assign(globalThis, {probe: {ready: isReady, middle, seen} satisfies Probe});
}
