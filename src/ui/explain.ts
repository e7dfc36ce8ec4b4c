/** Says why a prompt shows, or does not. Loaded when somebody asks. */
import type {Refusal} from './refusal.js';

/** One condition of showing: `pass` says whether it holds, `until` when it next could. */
export interface Gate {
  readonly gate: 'definition' | 'endpoint' | Refusal | 'before-show' | 'hidden';
  readonly pass: boolean;
  readonly until?: string | undefined;
}

export interface Explanation {
  readonly survey: string;
  readonly shown: boolean;
  readonly gates: readonly Gate[];
}

export interface Facts {
  readonly survey: string;
  readonly shown: boolean;
  /** The definition is here. */
  readonly loaded: boolean;
  readonly connected: boolean;
  readonly refusal: readonly [Refusal, string] | undefined;
  readonly cancelled: boolean;
  readonly hidden: boolean;
}

export function explain({survey, shown, loaded, connected, refusal, cancelled, hidden}: Facts): Explanation {
  const refused = (gate: Refusal): Gate =>
    gate === refusal?.[0] ? {gate, pass: false, until: refusal[1] || undefined} : {gate, pass: true};
  return {
    survey,
    shown,
    gates: [
      {gate: 'definition', pass: loaded},
      {gate: 'endpoint', pass: connected},
      refused('never'),
      refused('snooze'),
      refused('complete'),
      {gate: 'before-show', pass: !cancelled},
      {gate: 'hidden', pass: !hidden},
    ],
  };
}
