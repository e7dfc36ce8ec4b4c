import type {Context} from '@lit/context';
import type {OutboxPort} from '../outbox/port.js';
import type {Settings} from '../schema/settings.js';

/** What a `stagepost-context` gives to everything inside it. */
export interface Surroundings {
  readonly settings: Settings;
  /** An outbox of the page's own in place of the kit's. */
  readonly outbox?: OutboxPort | undefined;
}

/** Shared by name, so that elements of two copies of the kit understand each other. */
export const surroundingsContext = Symbol.for('stagepost.surroundings.1') as unknown as Context<symbol, Surroundings>;
