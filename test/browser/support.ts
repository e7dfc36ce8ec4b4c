/** What the element tests share: a fake outbox, elements given it by context, and words for what a visitor does. */
import {fixture, html, nextFrame, waitUntil as waitFor} from '@open-wc/testing';
import type {TemplateResult} from 'lit';
import {StagepostContext} from '../../src/components/context/context.js';
import {StagepostNps} from '../../src/components/nps/nps.js';
import {StagepostSyncStatus} from '../../src/components/sync-status/sync-status.js';
import type {OutboxPort} from '../../src/outbox/port.js';
import {define} from '../../src/ui/define.js';

export {FakeOutbox} from '../support/fake-outbox.js';

define('context', StagepostContext);
define('nps', StagepostNps);
define('sync-status', StagepostSyncStatus);

/** Puts `content` into the page inside a context that has this outbox; gives its first element. */
export async function withOutbox<T extends HTMLElement>(
  outbox: OutboxPort,
  content: TemplateResult,
  consent = 'pending',
): Promise<T> {
  const around = await fixture<StagepostContext>(
    html`<stagepost-context endpoint="/nowhere" site="pk_test" consent=${consent} .ownOutbox=${outbox}
      >${content}</stagepost-context
    >`,
  );
  const element = around.querySelector<T>('stagepost-nps, stagepost-sync-status')!;
  await settled(element);
  return element;
}

/** Waits as long as a busy machine may need. */
export const waitUntil = (condition: () => unknown, what?: string): Promise<void> =>
  waitFor(condition, what, {timeout: 20_000}) as Promise<void>;

/** Waits until an element has shown what it has to show. */
export async function settled(element: Element): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await nextFrame();
    await (element as StagepostNps).updateComplete;
  }
  // The details of a map's item come with a file of their own, the first time.
  const isWaiting = () =>
    (element as {view?: {item?: string}}).view?.item && !element.shadowRoot!.querySelector('#detail');
  for (let turn = 0; turn < 60 && isWaiting(); turn++) await nextFrame();
  // What fades in has no contrast of its own yet.
  await Promise.allSettled((element.shadowRoot?.getAnimations() ?? []).map(({finished}) => finished));
}

/** A prompt, as a visitor uses it. */
export class Visitor {
  readonly element: StagepostNps;
  constructor(element: StagepostNps) {
    this.element = element;
  }
  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }
  get text(): string {
    return this.root.querySelector('.box')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }
  find<E extends HTMLElement = HTMLInputElement>(selector: string): E | null {
    return this.root.querySelector<E>(selector);
  }
  get scores(): HTMLInputElement[] {
    return [...this.root.querySelectorAll<HTMLInputElement>('[name=score]')];
  }
  get chosen(): number | undefined {
    const box = this.scores.find(({checked}) => checked);
    return box && Number(box.value);
  }
  /** Ids of the causes, as shown. */
  get causes(): string[] {
    return [...this.root.querySelectorAll<HTMLInputElement>('[name=causes]')].map(({value}) => value);
  }
  get legends(): string[] {
    return [...this.root.querySelectorAll('legend')].map(legend => legend.textContent!.trim());
  }
  button(name: string): HTMLButtonElement | undefined {
    return [...this.root.querySelectorAll('button')].find(button => button.textContent!.trim() === name);
  }
  async score(value: number): Promise<void> {
    this.scores[value]!.click();
    await settled(this.element);
  }
  async choose(...ids: string[]): Promise<void> {
    for (const id of ids) {
      this.find(`[type=checkbox][value=${id}]`)!.click();
      await settled(this.element);
    }
  }
  async write(name: string, value: string): Promise<void> {
    const field = this.find<HTMLInputElement>(`[name=${name}]`)!;
    field.value = value;
    field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    field.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(this.element);
  }
  async press(name: string): Promise<void> {
    const button = this.button(name);
    if (!button) throw new Error(`no button "${name}" in: ${this.text}`);
    button.click();
    await settled(this.element);
    // The note after a refusal is loaded.
    await waitUntil(() => this.element.hidden || this.find('.box'));
    await settled(this.element);
  }
  /** Scores and sends. */
  async answer(value: number): Promise<void> {
    await this.score(value);
    await this.press('Send');
    await waitUntil(() => this.element.shadowRoot!.querySelector('.title'));
    await settled(this.element);
  }
}

/** Collects the details of one kind of event from the page. */
export function heard<T = Record<string, unknown>>(type: string): T[] {
  const details: T[] = [];
  document.addEventListener(`stagepost-${type}`, event => details.push((event as CustomEvent<T>).detail));
  return details;
}

/** Forgets what earlier tests left on the device. */
export function forget(): void {
  localStorage.clear();
  sessionStorage.clear();
}

let count = 0;
/** A survey id that no other test uses. */
export const survey = (): string => `survey-${++count}`;
