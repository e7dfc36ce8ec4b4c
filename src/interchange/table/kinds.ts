/** The kind of a channel, a measure or a lane, from what people call it. */
import type {Channel, Kpi, LaneKind} from '../../schema/journey-map.js';
import type {Field} from './headers.js';
import {plain} from './values.js';

const channelWords: readonly (readonly [Channel['kind'], RegExp])[] = [
  ['email', /e-?mail|newsletter/],
  ['sms', /\bsms\b|text message|whatsapp/],
  ['chat', /chat|messenger/],
  ['social', /social|facebook|instagram|linkedin|tiktok|twitter|youtube|soziale/],
  ['app', /\bapp\b|apponpc|apponsmartphone|appontablet|mobile app/],
  ['ad', /\bad\b|\bads\b|advert|billboard|werbung|anzeige|plakat|campaign|kampagne/],
  ['web', /web|online|internet|shop page|site|portal|browser|search engine|google/],
  ['phone', /phone|call|telefon|hotline|anruf|\bfax\b/],
  ['kiosk', /kiosk|self-?service ?machine|terminal|automat/],
  [
    'in-person',
    /person|face ?to ?face|store|branch|counter|desk|shop|filiale|laden|vor ort|besuch|meeting|event|messe/,
  ],
  ['post', /post|letter|mail|parcel|brief|paket/],
  ['partner', /partner|dealer|reseller|händler|marketplace/],
];

export const channelKindOf = (name: string): Channel['kind'] =>
  channelWords.find(([, words]) => words.test(plain(name)))?.[0] ?? 'other';

const kpiWords: readonly (readonly [Kpi['kind'], RegExp])[] = [
  ['nps', /\bnps\b|promoter/],
  ['csat', /\bcsat\b|satisfaction|zufriedenheit/],
  ['ces', /\bces\b|effort score/],
  ['churn-risk', /churn|abwanderung|kündig/],
  ['retention', /retention|bindung/],
  ['conversion', /conversion|abschlussquote/],
  ['drop-off', /drop-?off|bounce|abandon|abbruch/],
  ['fcr', /\bfcr\b|first contact/],
  ['resolution-time', /resolution|lösungszeit/],
  ['response-time', /response time|antwortzeit|reaktionszeit/],
  ['revenue', /revenue|umsatz|sales/],
  ['referral', /referral|empfehl/],
];

export const kpiKindOf = (name: string): Kpi['kind'] =>
  kpiWords.find(([, words]) => words.test(plain(name)))?.[0] ?? 'custom';

/** The kind of lane that a column of texts is; of the other columns the lane that shows them as texts. */
export function laneKindOf(field: Field | undefined): LaneKind {
  return field?.startsWith('lane:') ? (field.slice(5) as LaneKind) : 'text';
}
