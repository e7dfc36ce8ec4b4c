/** What `window.stagepost` does, loaded by the loader when the page makes its first call. */
import {openOutbox} from '../outbox/open.js';
import type {OutboxPort} from '../outbox/port.js';
import {KitError, settingCode} from '../schema/error.js';
import {itemLimits} from '../schema/limits.js';
import {idPattern} from '../schema/patterns.js';
import {consentStates, type Settings} from '../schema/settings.js';
import {outboxFor, page, setPageSettings} from '../ui/page.js';
import {mergeSettings} from '../ui/settings.js';
import type {Explanation, Kit, Place, QueuedCall, StagepostApi} from './api.js';
import {prompts} from './prompts.js';
import {Recorder} from './recorder.js';

page().openOutbox ??= openOutbox;

/** The page-wide settings as they hold. @throws {KitError} `endpoint/invalid`, `setting/invalid` */
function settings(): Settings {
  return mergeSettings([page().settings], (_layer, key, value) => {
    throw new KitError(settingCode(key), `${key}="${String(value)}" in the script tag.`);
  });
}

/** The page's outbox. @throws {KitError} `endpoint/missing`, `endpoint/invalid`, `setting/invalid` */
function outbox(): OutboxPort {
  const found = outboxFor(settings());
  if (!found) throw new KitError('endpoint/missing');
  return found;
}

const recorder = new Recorder(settings, outbox);

/** A text within the limits of the wire. @throws {KitError} `setting/invalid` */
function named(what: string, value: unknown, units: number): string {
  if (typeof value === 'string' && value && value.length <= units) return value;
  throw new KitError('setting/invalid', `${what}: give a text of 1 to ${units} characters.`);
}

/** The keys of a place, checked; `null` and an empty text take a key back. @throws {KitError} `setting/invalid` */
function checked(place: Place): Settings {
  const patch: Record<string, string | undefined> = {};
  for (const key of ['journey', 'stage', 'touchpoint'] as const) {
    const value: unknown = place?.[key];
    if (value === undefined) continue;
    if (value && !(typeof value === 'string' && idPattern.test(value)))
      throw new KitError('setting/invalid', `${key}: "${value as string}" is not an id.`);
    patch[key] = (value as string) || undefined;
  }
  return patch;
}

export const kit: Kit = {
  async identify(user, traits, proof) {
    named('user', user, 256);
    setPageSettings({user, ...(traits && {traits: {...traits}})});
    await recorder.identify({user, traits, proof});
  },
  async track(event, properties = {}) {
    await recorder.track(named('event', event, itemLimits.idUnits), {...properties});
  },
  async at(place) {
    const patch = checked(place);
    const before = page().settings;
    setPageSettings(patch);
    const {journey, stage} = page().settings;
    if (stage && (stage !== before.stage || journey !== before.journey)) await recorder.track('Stage Entered', {});
  },
  async consent(state) {
    if (!consentStates.includes(state))
      throw new KitError('setting/invalid', `consent: use ${consentStates.join(', ')}.`);
    setPageSettings({consent: state});
    await recorder.settle();
  },
  flush: async () => outbox().flush(),
  pending: async () => outbox().pending(),
  deadLetters: async () => outbox().deadLetters(),
  retry: async id => outbox().retry(id),
  clear: async () => outbox().clear(),
  async explain(surveyId) {
    const found = [...prompts(document)].filter(prompt => prompt.survey === surveyId);
    return Promise.all(
      found.map(async (element): Promise<Explanation> => ({
        element,
        survey: surveyId,
        explanation: await element.explain(),
      })),
    );
  },
};

/** Carries out calls of `window.stagepostQueue` in their order; what is wrong with one stops none of the others. */
export function carryOut(calls: readonly QueuedCall[], api: StagepostApi, tell: (text: string) => void): void {
  for (const entry of calls) {
    try {
      if (typeof entry === 'function') {
        entry(api);
        continue;
      }
      const [method, ...args] = entry;
      const call = Object.hasOwn(kit, method) ? (kit[method] as (...of: unknown[]) => Promise<unknown>) : undefined;
      if (call) call(...args).catch((error: unknown) => tell(`${method}: ${error}`));
      else tell(`there is no call "${method}"; use ${Object.keys(kit).join(', ')}.`);
    } catch (error) {
      console.error(error);
    }
  }
}
