import type {Settings} from '../schema/settings.js';
import {recall, remember} from './store.js';

/** Why a survey is not asked for a while: the visitor's wish, or an answer given while consent was granted. */
export type Refusal = 'never' | 'snooze' | 'complete';

const note = ({site = ''}: Settings, survey: string) => `no:${site}:${survey}`;

/** Notes a refusal, without any identifier, and gives its end as ISO time: `days` from now. */
export function refuse(settings: Settings, survey: string, kind: Refusal, days = Infinity): string | undefined {
  const until = days < Infinity ? new Date(Date.now() + days * 24 * 3600_000).toISOString() : undefined;
  remember(note(settings, survey), `${kind} ${until ?? ''}`, settings.storage, true);
  return until;
}

/** The refusal that holds now, and its end. */
export function refusalOf(settings: Settings, survey: string): [Refusal, until: string] | undefined {
  const held = recall(note(settings, survey), settings.storage, true)?.split(' ') as [Refusal, string] | undefined;
  return held && (held[0] === 'never' || held[1] > new Date().toISOString()) ? held : undefined;
}

/** Takes a refusal back. */
export function unrefuse(settings: Settings, survey: string): void {
  remember(note(settings, survey), undefined, settings.storage, true);
}
