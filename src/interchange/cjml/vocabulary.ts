/** The words of CJML 2.0, and what they are in our model. */
import type {Channel} from '../../schema/journey-map.js';

type Kind = Channel['kind'];

/** The channels that CJML's tools know, each with its kind. */
const channels: readonly (readonly [word: string, kind: Kind])[] = [
  ['internetViaPC', 'web'], ['internetViaSmartphone', 'web'], ['internetViaTablet', 'web'],
  ['appOnSmartphone', 'app'], ['appOnTablet', 'app'], ['appOnPc', 'app'],
  ['email', 'email'], ['sms', 'sms'], ['phone', 'phone'], ['chat', 'chat'], ['social media', 'social'],
  ['faceToFace', 'in-person'], ['shop counter', 'in-person'], ['service desk', 'in-person'],
  ['letter', 'post'], ['parcel', 'post'], ['selfServiceMachine', 'kiosk'],
  ['fax', 'other'], ['payment', 'other'],
]; // prettier-ignore

/** What a touchpoint without a channel is written with. */
export const noChannel = 'unknown';

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const byPlain = new Map(channels.map(channel => [plain(channel[0]), channel]));

/** The kind of a channel by its name in CJML; `other` for a name of the writer's own. */
export const kindOf = (name: string): Kind => byPlain.get(plain(name))?.[1] ?? 'other';

/** True where the name says that the channel is not known. */
export const isNoChannel = (name: string): boolean => ['', noChannel, 'none', 'nan'].includes(plain(name));

/** The word for a channel: that of its name, else the first of its kind, else its name. */
export const wordOf = ({name, kind}: Pick<Channel, 'name' | 'kind'>): string =>
  byPlain.get(plain(name))?.[0] ?? (kind === 'other' ? undefined : channels.find(([, of]) => of === kind)?.[0]) ?? name;

/** What people read for such a word: `internet via PC` for `internetViaPC`. A name of the writer's own stays as it is. */
export function channelNameOf(word: string): string {
  if (byPlain.get(plain(word))?.[0] !== word) return word;
  const parts = word.replace(/([a-z])([A-Z])/g, '$1 $2').split(' ');
  return parts.map(part => (/^[A-Z]+$/.test(part) ? part : part.toLowerCase())).join(' ');
}

/** How an actual touchpoint kept to the planned one; `completed` is the usual, and not written. */
export const compliances = ['adhoc', 'failing', 'missing'] as const;
export type Compliance = (typeof compliances)[number];

/** Ratings in words, worst first: 1 to 5. */
const ratings = ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'];

/** The rating, which may lie beyond 1 to 5; `NaN` for what is none. */
export function ratingOf(text: string): number {
  const word = ratings.indexOf(text.toLowerCase().replace(/[_-]/g, ' ').trim());
  return word >= 0 ? word + 1 : text.trim() ? Number(text.replace(',', '.')) : Number.NaN;
}

/** The provider of a touchpoint whose owner nobody named. Ids that no file of others has: its own providers keep theirs. */
export const nobody = {id: 'stagepost-provider', name: 'Service provider'} as const;
/** The user of a journey without personas. */
export const anybody = {id: 'stagepost-user', name: 'User'} as const;
