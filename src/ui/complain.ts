/** What an owner reads where a set-up is wrong: what, where, and what to do. Loaded only when there is something to say. */
import {type ErrorCode, KitError} from '../schema/error.js';
import {errorTexts} from '../schema/error-texts.js';
import {name} from '../schema/names.js';
import {consentStates, storageModes} from '../schema/settings.js';

const remedies: Readonly<Record<string, string>> = {
  consent: `use ${consentStates.join(', ')}`,
  endpoint: 'begin it with https:// or /',
  mode: 'use inline',
  storage: `use ${storageModes.join(', ')}`,
  traits: 'write a JSON object of texts, numbers and booleans, such as {"plan":"pro"}',
  visitor: 'use at most 100 characters',
};
const told = new Set<string>();

/** The setting, its value and the remedy. `place` is where an owner looks for it: `<stagepost-nps`, `the page's settings`. */
export const settingFault = (place: string, key: string, value: unknown): string =>
  `${place} ${key}="${value}"${place.startsWith('<') ? '>' : ''}: ${remedies[key] ?? 'use letters, digits and -_.: without spaces'}.`;

/** Writes one message, once, to the console, and gives what the page is told. */
export function complain(code: ErrorCode, details: string): {code: string; message: string; details: string} {
  const message = `${new KitError(code).message}: ${errorTexts[code]} ${details}`.trim();
  if (!told.has(message)) console.warn(`${name}: ${message}`);
  told.add(message);
  return {code, message, details};
}
