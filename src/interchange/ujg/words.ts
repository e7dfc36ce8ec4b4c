/** What the User Journey Graph (a draft of a W3C Community Group) and we call things. */
import type {Channel} from '../../schema/journey-map.js';
import {channelKinds} from '../../schema/journey-words.js';

export const context = 'https://ujg.specs.openuji.org/ed/context.jsonld';

/** The name of our extension of its nodes: what they lack of our model. */
export const extension = 'urn:stagepost:journey-map:1';

/** Channels as UJG's examples call them, where that is not our word. */
const others: Readonly<Record<string, Channel['kind']>> = {
  'mobile': 'app', 'mobile app': 'app', 'website': 'web', 'store': 'in-person', 'in-store': 'in-person', 'branch': 'in-person',
  'mail': 'post', 'letter': 'post', 'call': 'phone', 'telephone': 'phone', 'text': 'sms', 'social media': 'social',
}; // prettier-ignore

export function kindOf(channel: string): Channel['kind'] {
  const word = channel.trim().toLowerCase();
  const own = channelKinds.find(kind => kind === word);
  return own ?? (Object.hasOwn(others, word) ? others[word]! : 'other');
}

/** Our 1 to 5 as UJG's 0 to 1. */
export const severityTo = (severity: number): number => (severity - 1) / 4;
/** Back, to the nearest. */
export const severityFrom = (severity: number): number => Math.round(Math.min(1, Math.max(0, severity)) * 4) + 1;
