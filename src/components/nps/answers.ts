import {shuffle} from '../../core/shuffle.js';
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

export type Typed<T> = Extract<Question, {type: T}>;

/** The question of a type, of which this element asks at most one. */
export const questionOf = <T extends Question['type']>(survey: Survey, type: T): Typed<T> | undefined =>
  survey.questions.find((question): question is Typed<T> => question.type === type);

/** The options' ids in a fair order of this visitor's own, `other` last; the order drawn earlier stays while the options are the same. */
export function orderOf(question: Typed<'multiple'>, before: string[]): string[] {
  const ids = (question.options ?? []).map(({id}) => id);
  if (question.other && !ids.includes(otherId)) ids.push(otherId);
  if (`${[...ids].sort()}` === `${[...before].sort()}`) return before;
  return question.shuffle ? shuffle(ids, unit, [otherId]) : ids;
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
