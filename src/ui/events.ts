/** What the elements tell the page. Every event bubbles and crosses shadow roots. */
import type {FailureReason, Persistence} from '../outbox/port.js';

/** One showing of one prompt. */
export interface PromptDetail {
  readonly survey: string;
  /** A uuid: this showing, and nobody's identity. */
  readonly impression: string;
}

export interface ItemDetail extends PromptDetail {
  readonly id: string;
  readonly rev: number;
}

export interface KitEvents {
  /** Cancelable: `preventDefault()` keeps the prompt closed. */
  'before-show': PromptDetail;
  'show': PromptDetail;
  /** `question`: its id; `value`: the answer as it will be sent. A free text is told by its length alone. */
  'answer': PromptDetail & {readonly question: string; readonly value: unknown};
  /** `until`: ISO time. */
  'snooze': PromptDetail & {readonly until: string};
  /** The visitor does not want to be asked again. */
  'dismiss': PromptDetail & {readonly never: boolean};
  'complete': ItemDetail;
  /** Kept as safely as `persisted` says. `complete` is false for a partial answer. */
  'saved': ItemDetail & {readonly persisted: Persistence; readonly complete: boolean};
  /** The endpoint acknowledged it. */
  'sent': ItemDetail;
  /** An attempt to send failed; everything is kept. */
  'failed': {readonly reason: FailureReason; readonly status: number};
  'dead-letter': {readonly id: string; readonly code: string};
  'withdrawn': {readonly id: string};
  'error': {readonly code: string; readonly message: string; readonly details: string | undefined};
  'storage-recovered': {readonly count: number};
  /** `seconds`: how long the token is still good for. */
  'token-expiring': {readonly seconds: number};
}

type Named<T> = {[K in keyof T & string as `stagepost-${K}`]: CustomEvent<T[K]>};

declare global {
  interface HTMLElementEventMap extends Named<KitEvents> {}
}
