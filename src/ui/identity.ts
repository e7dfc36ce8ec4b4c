import {uuid} from '../outbox/random.js';
import type {Draft} from '../outbox/port.js';
import type {Settings} from '../schema/settings.js';
import {consentOf} from './consent.js';
import {type Place, placeFor, recall, remember} from './store.js';

/** Milliseconds after which a visitor gets a new id. */
const lifetime = 30 * 24 * 3600_000;

/** Reads or makes an id. Its note holds the time it was made, so that it ends after `ms`. */
function idAt(key: string, place: Place, ms = Infinity): string {
  const [known, since] = recall(key, place)?.split(' ') ?? [];
  const age = Date.now() - Number(since);
  if (known && age >= 0 && age < ms) return known;
  const made = uuid();
  remember(key, `${made} ${Date.now()}`, place);
  return made;
}

/** Who answers: ids are made, kept and sent only while consent is granted, and forgotten once it is denied. */
export function whoFor(settings: Settings): Draft['who'] {
  const consent = consentOf(settings);
  const [device, tab] = [placeFor(settings.storage, true), placeFor(settings.storage, false)];
  if (consent === 'denied') {
    remember('visitor', undefined, device);
    remember('session', undefined, tab);
  }
  if (consent !== 'granted') return;
  return {visitor: settings.visitor ?? idAt('visitor', device, lifetime), session: idAt('session', tab)};
}
