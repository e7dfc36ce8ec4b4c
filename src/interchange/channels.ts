/** Channels of formats that have names alone. */
import type {Channel} from '../schema/journey-map.js';
import {type IdMaker, idMaker} from './ids.js';
import {fitName, plain} from './names.js';

const channelWords: readonly (readonly [Channel['kind'], RegExp])[] = [
  ['email', /e-?mail|newsletter/],
  ['sms', /\bsms\b|^text$|text message/],
  ['chat', /chat|messenger|whatsapp/],
  ['social', /social|facebook|instagram|linkedin|tiktok|twitter|youtube|soziale/],
  ['app', /\bapp\b|apponpc|apponsmartphone|appontablet|mobile app|^mobile$/],
  ['ad', /\bad\b|\bads\b|advert|billboard|werbung|anzeige|plakat|campaign|kampagne/],
  ['web', /web|online|internet|shop page|site|portal|browser|search engine|google/],
  ['phone', /phone|call|telefon|hotline|anruf|\bfax\b/],
  ['kiosk', /kiosk|self[- ]?service ?machine|terminal|automat/],
  [
    'in-person',
    /person|face ?to ?face|store|branch|counter|desk|shop|filiale|laden|vor ort|besuch|meeting|event|messe/,
  ],
  ['post', /post|letter|mail|parcel|brief|paket/],
  ['partner', /partner|dealer|reseller|händler|marketplace/],
];

/** The kind of a channel, from what people call it. */
export const channelKindOf = (name: string): Channel['kind'] =>
  channelWords.find(([, words]) => words.test(plain(name)))?.[0] ?? 'other';

/** Channels made of names, each once, whatever its case. */
export class NamedChannels {
  readonly list: Channel[] = [];
  readonly #ids = new Map<string, string>();

  readonly kindOf: (name: string) => Channel['kind'];
  readonly idFor: IdMaker;

  constructor(kindOf: (name: string) => Channel['kind'] = channelKindOf, idFor: IdMaker = idMaker('channel')) {
    this.kindOf = kindOf;
    this.idFor = idFor;
  }

  idOf(name: string): string {
    const known = this.#ids.get(plain(name));
    if (known !== undefined) return known;
    const id = this.idFor(name);
    this.#ids.set(plain(name), id);
    this.list.push({id, name: fitName(name), kind: this.kindOf(name)});
    return id;
  }
}
