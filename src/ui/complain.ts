/** What an owner reads where a set-up is wrong: what, where, and what to do. Loaded only when there is something to say. */
import {type ErrorCode, settingCode} from '../schema/error.js';
import {errorTexts} from '../schema/error-texts.js';
import {eventPrefix, name} from '../schema/names.js';
import type {KitEvents} from './events.js';

const remedies: Readonly<Record<string, string>> = {
  consent: 'use pending, granted, denied',
  endpoint: 'begin it with https:// or /',
  mode: 'use inline, popup',
  placement: 'use bottom or top, alone or with -start or -end',
  storage: 'use persistent, session, none',
  traits: 'write a JSON object of texts, numbers and booleans, such as {"plan":"pro"}',
  visitor: 'use at most 100 characters',
};

/** What each element has told, and what the console has. */
const told = new WeakMap<object, Set<string>>();
function isNews(teller: object, message: string): boolean {
  const said = told.get(teller) ?? new Set();
  const news = !said.has(message);
  told.set(teller, said.add(message));
  return news;
}

/** A place, or a setting: the layer it stands in (page, context, element), its name and its value. */
export type About = [place?: string] | [layer: number, key: string, value: unknown];

/** The setting, its value and the remedy, with the place where an owner looks for it. */
function settingFault(tag: string, layer: unknown, key: string, value: unknown): string {
  const place = ["the page's settings", 'the context'][layer as number];
  const setting = `${key}="${value}"`;
  const remedy = remedies[key] ?? 'use letters, digits and -_.: without spaces';
  return `${place ? `${place} ${setting}` : `<${tag} ${setting}>`}: ${remedy}.`;
}

/** Has an element tell the page one message, once; the console reads it once, however many elements tell it. */
export function complain(element: HTMLElement, code: ErrorCode, ...[place, key, value]: About): void {
  const tag = element.localName;
  const found = key ? settingCode(key) : code;
  const details = key ? settingFault(tag, place, key, value) : `${place ?? `<${tag}>`}`;
  const message = `${found}: ${errorTexts[found]} ${details}`;
  if (isNews(console, message)) console.warn(`${name}: ${message}`);
  if (!isNews(element, message)) return;
  const detail: KitEvents['error'] = {code: found, message, details};
  element.dispatchEvent(new CustomEvent(`${eventPrefix}error`, {bubbles: true, composed: true, detail}));
}

/** Tells that an element stays unregistered, and why. */
export function complainOfSecond(tag: string, second: {readonly version?: string}, error: unknown): void {
  const first = customElements.get(tag) as {readonly version?: string} | undefined;
  const earlier = first ? `version ${first.version} is registered already. Load the kit once.` : error;
  console.warn(`<${tag}>: version ${second.version} stays unused: ${earlier}`);
}
