/** Says whether a prompt would be in the way now. A prompt that opens by itself waits for a better moment. */

/** Why a visitor is not to be interrupted. */
export type Interruption = 'away' | 'dialog' | 'fullscreen' | 'typing' | 'prompt';

/** The element that has the focus, also inside shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** A field that somebody has begun to fill. An empty one with the focus (a search box of the page) is no work to disturb. */
const isBeingFilled = (field: Element | null): boolean =>
  field instanceof HTMLElement &&
  (field.isContentEditable ||
    (field.matches('input:not([type=button],[type=submit]), textarea') && !!(field as HTMLInputElement).value));

/** Popups that stand on this page. */
const standing = new Set<HTMLElement>();

/** Counts a popup as standing until `signal` aborts. */
export function stand(host: HTMLElement, signal: AbortSignal): void {
  if (signal.aborted) return;
  standing.add(host);
  signal.addEventListener('abort', () => standing.delete(host));
}

const isOpen = (host: HTMLElement): boolean => !host.hidden && !!host.shadowRoot?.querySelector('.box');

/** What speaks against showing the prompt of `host` now; `undefined` where nothing does. */
export function interruption(host: HTMLElement): Interruption | undefined {
  if (document.hidden) return 'away';
  if (document.fullscreenElement) return 'fullscreen';
  if (document.querySelector(':modal, [aria-modal=true]')) return 'dialog';
  if (isBeingFilled(focused())) return 'typing';
  if ([...standing].some(other => other !== host && isOpen(other))) return 'prompt';
  return undefined;
}

/** After these, a moment may have become a better one. */
const turns = ['focusin', 'focusout', 'visibilitychange', 'fullscreenchange', 'close', 'click', 'keyup'];

/** Milliseconds for which a page, or its visitor, is left in peace. */
const rest = 1000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()));
  });

const turn = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const over = new AbortController();
    const end = (): void => (over.abort(), resolve());
    for (const type of turns) document.addEventListener(type, end, {capture: true, signal: over.signal});
    signal.addEventListener('abort', end);
  });

const loaded = (signal: AbortSignal): unknown =>
  document.readyState === 'complete' ||
  new Promise(resolve => {
    addEventListener('load', resolve, {once: true, signal});
    signal.addEventListener('abort', resolve);
  });

/** What is left of a loaded page's rest; all of it where the page was loaded long ago, so that something else has just brought us. */
function restLeft(): number {
  const [visit] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming?];
  const left = (visit?.loadEventStart ?? 0) + rest - performance.now();
  return left > 0 ? left : rest;
}

/** Resolves at a good moment, or when `signal` aborts: with whether it is a good moment. */
export async function goodMoment(host: HTMLElement, signal: AbortSignal): Promise<boolean> {
  await loaded(signal);
  for (let ms = restLeft(); ; ms = rest) {
    await pause(ms, signal);
    if (signal.aborted) return false;
    if (!interruption(host)) return true;
    await turn(signal);
  }
}
