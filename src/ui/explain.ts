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

/** `passed` says of each gate but the refusals whether it holds. */
export function explain(
  survey: string,
  shown: boolean,
  passed: Readonly<Record<Exclude<Gate['gate'], Refusal>, unknown>>,
  refusal: readonly [Refusal, string] | undefined,
): Explanation {
  const plain = (gate: keyof typeof passed): Gate => ({gate, pass: !!passed[gate]});
  const refused = (gate: Refusal): Gate =>
    gate === refusal?.[0] ? {gate, pass: false, until: refusal[1] || undefined} : {gate, pass: true};
  return {
    survey,
    shown,
    gates: [
      plain('definition'),
      plain('endpoint'),
      refused('never'),
      refused('snooze'),
      refused('complete'),
      plain('before-show'),
      plain('hidden'),
    ],
  };
}
