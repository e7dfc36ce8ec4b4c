import type {OutboxPort} from '../outbox/port.js';
import type {Settings} from '../schema/settings.js';
import {consentOf} from './consent.js';
import {whoFor} from './identity.js';
import {nextSeq, whereabouts} from './surroundings.js';

/**
 * Records what became of a prompt (`Survey Shown` …): with an id only while consent is granted, and not at all once it
 * is denied. Never rejects: an event that cannot be kept is no reason to trouble a visitor.
 */
export async function recordDisposition(
  outbox: OutboxPort | undefined,
  settings: Settings,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!outbox || consentOf(settings) === 'denied') return;
  const data = {name, seq: nextSeq(), properties, context: whereabouts(settings)};
  await outbox.save({kind: 'event', who: whoFor(settings), data}).catch(() => {});
}
