/** Says why a prompt shows, or does not. Loaded when somebody asks. */
import type {Survey} from '../schema/survey.js';

/** Why a survey is not asked for a while: the visitor's wish, or an answer given while consent was granted. */
export type Refusal = 'never' | 'snooze' | 'complete';

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

const plain = (gate: Gate['gate'], pass: unknown): Gate => ({gate, pass: !!pass});

export function explain(
  {hidden, survey}: Pick<HTMLElement, 'hidden'> & {readonly survey: string},
  form: Survey | undefined,
  phase: string,
  outbox: unknown,
  cancelled: boolean,
  refusal: readonly [Refusal, until: string | undefined] | undefined,
): Explanation {
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
      refused('complete'),
      plain('before-show', !cancelled),
      plain('hidden', !hidden),
    ],
  };
}
