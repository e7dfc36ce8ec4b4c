/**
 * Lets a prompt stand over the page: no modal, it takes no focus, it is announced, and it goes when its visitor says so. Loaded
 * where a page has one.
 */
import {fill, languages} from '../locales/dictionary.js';
import {popup} from '../locales/en/popup.js';
import {withSeldom} from './late.js';
import {focused, goodMoment, stand} from './moment.js';
import {tellElements} from './page.js';
import {styles} from './popup.styles.js';

export {interruption} from './moment.js';

/** What a popup asks of the prompt that stands in it. */
export interface Prompt extends HTMLElement {
  readonly updateComplete: Promise<unknown>;
  show(): Promise<void>;
  hide(): void;
  dismiss(): void;
}

/** Keeps the prompt over the page, after each of its updates until `signal` aborts. `comes`: from now on it may open by itself. */
export type Arrange = (signal: AbortSignal, comes?: boolean) => void;

const placements = /^((bottom|top)(-(start|end))?)?$/;

/** The first of these that there is has the focus when a visitor comes in: the score chosen, the scores, a note. */
const entrances = [':checked', 'input', '.title'];

const isF6 = ({key, ctrlKey, altKey, metaKey, shiftKey, defaultPrevented}: KeyboardEvent): boolean =>
  key === 'F6' && !ctrlKey && !altKey && !metaKey && !shiftKey && !defaultPrevented;

/** A browser scrolls to what gets the focus, in Firefox after it has told so. */
const afterScrolling = (act: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(act));

function make<K extends 'button' | 'p'>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export function popUp(host: Prompt): Arrange {
  const root = host.shadowRoot!;
  const close = make('button', {type: 'button', class: 'close', part: 'close'});
  /** It is there before there is something to say: else a screen reader may miss it. */
  const news = make('p', {class: 'unseen', role: 'status'});
  let box: HTMLElement | null = null;
  /** What had the focus before it came into the popup. */
  let before: Element | null = null;
  let connection: AbortSignal | undefined;
  /** It has not come yet. */
  let waits = false;

  const isOpen = (): boolean => !host.hidden && !!box;
  const asks = (): boolean => !!box?.querySelector('form');
  const say = (key: keyof typeof popup.texts, ...filled: [hole?: string, value?: string]): string => {
    const spoken = languages.choose(box!.lang, undefined, tellElements);
    return fill((spoken.locale?.popup ?? popup).texts[key], spoken, ...filled);
  };

  const enter = (): void => {
    before = focused();
    const [place] = entrances.flatMap(selector => box!.querySelector<HTMLElement>(selector) ?? []);
    place?.focus();
  };
  /** Gives the focus back, if it is in here. */
  const leave = (): void => {
    (root.activeElement as HTMLElement | null)?.blur();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    before = null;
  };
  /** What is asked is put off, and a note says so; a note or a thank-you goes. */
  const shut = (): void => {
    // First, so that a note takes the focus only where it has nowhere to go back to.
    if (root.activeElement) leave();
    if (asks()) host.dismiss();
    else host.hide();
  };

  const onPageKey = (event: KeyboardEvent): void => {
    if (!isOpen() || !isF6(event)) return;
    event.preventDefault();
    if (root.activeElement) leave();
    else enter();
  };
  /** A visitor who goes on with the page needs no note any more. */
  const onPageUse = (event: Event): void => {
    if (isOpen() && !asks() && !event.composedPath().includes(host)) host.hide();
  };
  /** What has the focus on the page is not behind the popup, as far as the page can be scrolled. */
  const uncover = (target: Element): void => {
    if (!isOpen()) return;
    const [part, over] = [target, box!].map(element => element.getBoundingClientRect()) as [DOMRect, DOMRect];
    const isBehind =
      part.top >= over.top && part.bottom <= over.bottom && part.left >= over.left && part.right <= over.right;
    if (isBehind) target.scrollIntoView({block: over.top > innerHeight - over.bottom ? 'start' : 'end'});
  };
  const onPageFocus = (event: Event): void => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || event.composedPath().includes(host)) return;
    afterScrolling(() => uncover(target));
  };
  const onKey = (event: Event): void => {
    const {key, isComposing} = event as KeyboardEvent;
    if (key !== 'Escape' || isComposing) return;
    // What the page itself would close stays open.
    event.stopPropagation();
    shut();
  };
  const onFocus = (event: Event): void => {
    const {target, relatedTarget} = event as FocusEvent;
    const from = relatedTarget as Element | null;
    if (from && !root.contains(from)) before = from;
    // Out from under what sticks to the edges of the box (`scroll-padding`): not every browser sees to it.
    afterScrolling(() => (target as Element).scrollIntoView({block: 'nearest'}));
  };

  const connect = (signal: AbortSignal): void => {
    connection = signal;
    document.addEventListener('keydown', onPageKey, {signal});
    document.addEventListener('focusin', onPageFocus, {signal});
    for (const type of ['click', 'input']) document.addEventListener(type, onPageUse, {capture: true, signal});
    stand(host, signal);
  };
  const come = async (signal: AbortSignal): Promise<void> => {
    waits = false;
    if (!(await goodMoment(host, signal))) waits = true;
    else if (!host.hidden && !box) await host.show();
  };

  /** The box is a new one each time the prompt opens. */
  const furnish = (title: string): void => {
    box!.setAttribute('role', 'dialog');
    box!.prepend(close);
    const placement = host.getAttribute('placement') ?? '';
    if (!placements.test(placement))
      void withSeldom(({complain}) => complain(host, 'setting/invalid', 2, 'placement', placement));
    news.lang = box!.lang;
    setTimeout(() => (news.textContent = asks() ? say('arrived', 'question', title) : title));
  };
  const arrange = (): void => {
    const drawn = root.querySelector<HTMLElement>('.box');
    const isNew = drawn !== box;
    box = drawn;
    if (!box) return;
    const title = box.querySelector('.title')!.textContent.trim();
    if (isNew) furnish(title);
    box.setAttribute('aria-label', title);
    close.setAttribute('aria-label', say('close'));
    if (!('popover' in box) || !box.isConnected || host.hidden) return;
    box.popover = 'manual';
    if (!box.matches(':popover-open')) box.showPopover();
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${styles}`);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  root.prepend(news);
  close.addEventListener('click', shut);
  root.addEventListener('keydown', onKey);
  root.addEventListener('focusin', onFocus);

  return (signal, comes = waits) => {
    if (signal !== connection) connect(signal);
    if (comes) void come(signal);
    arrange();
  };
}
