/** Who answers: ids are made, kept and sent only while consent is granted, and forgotten once it is denied. */
import type {Draft} from '../outbox/port.js';
import type {Settings} from '../schema/settings.js';
import {consentOf} from './consent.js';
import {withSeldom} from './late.js';
import type {idsOf} from './ids.js';
import {remember} from './store.js';

let ids: {readonly idsOf: typeof idsOf} | undefined;

/** Has what makes ids here where consent is granted. Resolves also where it could not be loaded. */
export async function loadIds(settings: Settings): Promise<void> {
  if (consentOf(settings) === 'granted')
    await withSeldom(parts => {
      ids = parts;
    });
}

/** The ids that go with something; none where what makes them is not here yet, since an answer does not wait for it. */
export function whoFor(settings: Settings): Draft['who'] {
  const consent = consentOf(settings);
  if (consent === 'denied') {
    remember('visitor', undefined, settings.storage, true);
    remember('session', undefined, settings.storage);
  }
  return consent === 'granted' ? ids?.idsOf(settings) : undefined;
}
