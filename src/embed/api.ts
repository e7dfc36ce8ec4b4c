/** What a page can call: `window.stagepost`. Every call may be made at any time and is carried out in the order made. */
import type {Consent, Scalar} from '../schema/settings.js';
import type {DeadLetter, Pending} from '../outbox/port.js';

/** Where the visitor is; a key that is left out stays as it is, `null` takes it back. */
export interface Place {
  readonly journey?: string | null;
  readonly stage?: string | null;
  readonly touchpoint?: string | null;
}

/** One prompt's own account of why it shows or does not. */
export interface Explanation {
  readonly element: Element;
  readonly survey: string;
  readonly explanation: unknown;
}

export interface Kit {
  /** Says who the visitor is. `proof` is the owner's signed statement of it. Held in memory until consent is granted. */
  identify(user: string, traits?: Readonly<Record<string, Scalar>>, proof?: string): Promise<void>;
  /** Records a behaviour event, as far as the consent allows. */
  track(event: string, properties?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Says where in the journey this page is; a new stage is recorded as `Stage Entered`. */
  at(place: Place): Promise<void>;
  consent(state: Consent): Promise<void>;
  /** Tries to send now what waits; resolves when nothing more can be done at once. */
  flush(): Promise<void>;
  /** Counts of what waits on this device for this site. */
  pending(): Promise<Pending>;
  /** What the endpoint refused for good, or could not take for 30 days. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Sends a dead letter again. @throws {KitError} `outbox/unknown` */
  retry(id: string): Promise<void>;
  /** Deletes what is unsent, dead letters included; resolves with the count. */
  clear(): Promise<number>;
  /** Asks the prompts of this page with this survey id why they show or do not. */
  explain(surveyId: string): Promise<Explanation[]>;
}

export interface StagepostApi extends Kit {
  readonly version: string;
}

/** `['track', 'Added to cart', {price: 12}]`, or a function that is called with `window.stagepost`. */
export type QueuedCall = readonly [keyof Kit, ...unknown[]] | ((api: StagepostApi) => void);

declare global {
  interface Window {
    stagepost?: StagepostApi;
    /** Calls made before the script loaded; afterwards `push` carries them out at once. */
    stagepostQueue?: {push(...calls: QueuedCall[]): unknown};
  }
}
