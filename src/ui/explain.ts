/** Says why a prompt shows, or does not. Loaded when somebody asks. */
import type {Settings} from '../schema/settings.js';
import type {Survey} from '../schema/survey.js';
import {consentOf} from './consent.js';
import {contrastsOf, inWords} from './contrast.js';

/** Why a survey is not asked for a while: the visitor's wish, or an answer given while consent was granted. */
export type Refusal = 'never' | 'snooze' | 'dismiss' | 'complete';

/** One condition of showing: `pass` says whether it holds, `until` when it next could. */
export interface Gate {
  readonly gate: 'definition' | 'endpoint' | 'consent' | Refusal | 'moment' | 'before-show' | 'hidden';
  readonly pass: boolean;
  readonly until?: string | undefined;
}

export interface Explanation {
  readonly survey: string;
  readonly shown: boolean;
  readonly gates: readonly Gate[];
  /** What is wrong with how it looks: colours of a theme that cannot be told apart, in words. */
  readonly looks: readonly string[];
}

const plain = (gate: Gate['gate'], pass: unknown): Gate => ({gate, pass: !!pass});

/** The conditions under which a popup opens by itself, beside those of every prompt. */
async function gatesOfPopup(host: HTMLElement, settings: Settings, closed: boolean): Promise<Gate[]> {
  const {interruption} = await import('./popup.js');
  return [plain('consent', consentOf(settings) !== 'denied'), plain('moment', !closed || !interruption(host))];
}

export async function explain(
  element: HTMLElement & {readonly survey: string},
  settings: Settings & {readonly mode?: string},
  form: Survey | undefined,
  phase: string,
  outbox: unknown,
  cancelled: boolean,
  refusal: readonly [Refusal, until: string | undefined] | undefined,
): Promise<Explanation> {
  const {hidden, survey} = element;
  const refused = (gate: Refusal): Gate =>
    gate === refusal?.[0] ? {gate, pass: false, until: refusal[1] || undefined} : {gate, pass: true};
  return {
    survey: form?.id ?? survey,
    shown: phase !== 'closed' && !hidden,
    gates: [
      plain('definition', form),
      plain('endpoint', outbox),
      refused('never'),
      refused('snooze'),
      refused('dismiss'),
      refused('complete'),
      plain('before-show', !cancelled),
      plain('hidden', !hidden),
      ...(settings.mode === 'popup' ? await gatesOfPopup(element, settings, phase === 'closed') : []),
    ],
    looks: contrastsOf(element)
      .filter(({pass}) => !pass)
      .map(inWords),
  };
}
