import {unit} from '../../outbox/random.js';
import type {Question, Survey} from '../../schema/survey.js';
import type {Answer} from '../../schema/wire.js';
import {newDraft, type PromptDraft} from '../../ui/prompt-element.js';
import {other as otherId} from './preset.js';

/** What the visitor has entered, by the names of the form's fields. */
export interface NpsDraft extends PromptDraft {
  score?: number;
  causes: string[];
  /** The main cause. */
  main?: string;
  /** The visitor's own cause. */
  other: string;
  comment: string;
  /** The box of the consent to be contacted. */
  contact: boolean;
  email: string;
  /** Ids of the causes as they are shown to this visitor. */
  order: string[];
}

export const newNpsDraft = (): NpsDraft => ({
  ...newDraft(),
  causes: [],
  other: '',
  comment: '',
  contact: false,
  email: '',
  order: [],
});

type Own<T> = Extract<Question, {type: T}>;
/** A question as this element asks it: an owner's is completed from the kit's own, so that it has all that the kit's says. */
export type Typed<T> = Own<T> & {
  readonly [K in keyof Own<T> & ('max' | 'options' | 'purpose')]-?: NonNullable<Own<T>[K]>;
};

/** The question of a type, of which this element asks at most one. */
export const questionOf = <T extends Question['type']>(survey: Survey, type: T): Typed<T> | undefined =>
  survey.questions.find(question => question.type === type) as Typed<T> | undefined;

/** The options' ids in a fair order of this visitor's own, `other` last; the order drawn earlier stays while the options are the same. */
export function orderOf(
  {options, other, shuffle}: Pick<Typed<'multiple'>, 'options' | 'other' | 'shuffle'>,
  before: string[],
): string[] {
  const ids = options.map(({id}) => id);
  if (other && !ids.includes(otherId)) ids.push(otherId);
  if (`${[...ids].sort()}` === `${[...before].sort()}`) return before;
  if (!shuffle) return ids;
  // Each draws a number, so that each order is equally likely.
  const drawn = ids.map(id => ({id, at: id === otherId ? 1 : unit()}));
  return drawn.sort((a, b) => a.at - b.at).map(({id}) => id);
}

/** The answers as they travel; an unanswered question is left out. */
export function answersOf(
  {questions}: Survey,
  {score, causes, main, other, comment, order}: NpsDraft,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  const values = causes.filter(cause => order.includes(cause));
  for (const {id, type} of questions) {
    if (type === 'nps' && score !== undefined) answers[id] = {type, value: score};
    if (type === 'text' && comment.trim()) answers[id] = {type, value: comment};
    if (type === 'multiple' && values[0])
      answers[id] = {
        type,
        values,
        primary: values[1] ? values.find(cause => cause === main) : values[0],
        other: (values.includes(otherId) && other) || undefined,
      };
  }
  return answers;
}
