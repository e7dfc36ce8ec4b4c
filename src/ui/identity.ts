import {uuid} from '../outbox/random.js';
import type {Draft} from '../outbox/port.js';
import type {Settings} from '../schema/settings.js';
import {consentOf} from './consent.js';
import {recall, remember} from './store.js';

/** Milliseconds after which a visitor gets a new id. */
const lifetime = 30 * 24 * 3600_000;

/** Reads or makes an id. Its note holds the time it was made, so that it ends after `ms`. */
function idAt(key: string, {storage}: Settings, lasting: boolean, ms = Infinity): string {
  const [known, since] = recall(key, storage, lasting)?.split(' ') ?? [];
  const age = Date.now() - Number(since);
  if (known && age >= 0 && age < ms) return known;
  const made = uuid();
  remember(key, `${made} ${Date.now()}`, storage, lasting);
  return made;
}

/** Who answers: ids are made, kept and sent only while consent is granted, and forgotten once it is denied. */
export function whoFor(settings: Settings): Draft['who'] {
  const consent = consentOf(settings);
  if (consent === 'denied') {
    remember('visitor', undefined, settings.storage, true);
    remember('session', undefined, settings.storage);
  }
  if (consent !== 'granted') return;
  return {
    visitor: settings.visitor ?? idAt('visitor', settings, true, lifetime),
    session: idAt('session', settings, false),
  };
}
