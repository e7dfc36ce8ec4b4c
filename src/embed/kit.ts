/** What `window.stagepost` does, loaded by the loader when the page makes its first call. */
import {openOutbox} from '../outbox/open.js';
import type {OutboxPort} from '../outbox/port.js';
import {KitError} from '../schema/error.js';
import {itemLimits} from '../schema/limits.js';
import {idPattern} from '../schema/patterns.js';
import {consentStates} from '../schema/settings.js';
import {outboxFor, page, setPageSettings} from '../ui/page.js';
import type {Explanation, Kit, Place} from './api.js';
import {prompts} from './prompts.js';
import {Recorder} from './recorder.js';

page().openOutbox ??= openOutbox;

const recorder = new Recorder();

/** The page's outbox. @throws {KitError} `endpoint/missing` */
function outbox(): OutboxPort {
  const found = outboxFor(page().settings);
  if (!found) throw new KitError('endpoint/missing');
  return found;
}

/** A name within the limits of the wire. @throws {KitError} `setting/invalid` */
function named(what: string, value: unknown, units: number): string {
  if (typeof value === 'string' && value && value.length <= units) return value;
  throw new KitError('setting/invalid', `${what}: a text of 1 to ${units} characters is needed.`);
}

/** The place with its keys checked; `null` and an empty text take a key back. @throws {KitError} `setting/invalid` */
function checked(place: Place): {journey?: string; stage?: string; touchpoint?: string} {
  const patch: Record<string, string | undefined> = {};
  for (const key of ['journey', 'stage', 'touchpoint'] as const) {
    const value = place?.[key];
    if (value === undefined) continue;
    if (value && !(typeof value === 'string' && idPattern.test(value)))
      throw new KitError('setting/invalid', `${key}: "${String(value)}" is not an id.`);
    patch[key] = value || undefined;
  }
  return patch as {journey?: string; stage?: string; touchpoint?: string};
}

export const kit: Kit = {
  async identify(user, traits, proof) {
    const settings = {user: named('user', user, 256), traits: traits ? {...traits} : page().settings.traits};
    setPageSettings(settings);
    await recorder.identify(outbox(), {...settings, proof});
  },
  async track(event, properties = {}) {
    await recorder.track(outbox(), named('event', event, itemLimits.idUnits), {...properties});
  },
  async at(place) {
    const patch = checked(place);
    const {journey, stage} = page().settings;
    setPageSettings(patch);
    const now = page().settings;
    if (now.stage && (now.stage !== stage || now.journey !== journey)) await recorder.track(outbox(), 'Stage Entered', {});
  },
  async consent(state) {
    if (!consentStates.includes(state)) throw new KitError('setting/invalid', `consent: use ${consentStates.join(', ')}.`);
    setPageSettings({consent: state});
    await recorder.settle();
  },
  flush: async () => outbox().flush(),
  pending: async () => outbox().pending(),
  deadLetters: async () => outbox().deadLetters(),
  retry: async id => outbox().retry(id),
  clear: async () => outbox().clear(),
  async explain(surveyId) {
    const asked: Promise<Explanation>[] = [];
    for (const element of prompts(document))
      if (element.survey === surveyId)
        asked.push(Promise.resolve(element.explain()).then(explanation => ({element, survey: surveyId, explanation})));
    return Promise.all(asked);
  },
};
