/** The ids of a visitor and a session. Loaded only where consent is granted. */
import type {Draft} from '../outbox/port.js';
import {uuid} from '../outbox/random.js';
import type {Settings} from '../schema/settings.js';
import {recall, remember} from './store.js';

/** Milliseconds after which a visitor, and a tab that stays open, gets a new id. */
const lifetime = 30 * 24 * 3600_000;

/** Reads or makes an id. Its note holds the time it was made, so that it ends. */
function idAt(key: string, {storage}: Settings, lasting: boolean): string {
  const [known, since] = recall(key, storage, lasting)?.split(' ') ?? [];
  const age = Date.now() - Number(since);
  if (known && age >= 0 && age < lifetime) return known;
  const made = uuid();
  remember(key, `${made} ${Date.now()}`, storage, lasting);
  return made;
}

/** The ids that are kept, or new ones, which are kept from now on. */
export const idsOf = (settings: Settings): Draft['who'] => ({
  visitor: settings.visitor ?? idAt('visitor', settings, true),
  session: idAt('session', settings, false),
});
