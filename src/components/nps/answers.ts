import {shuffle} from '../../core/shuffle.js';
import {unit} from '../../outbox/random.js';
import type {Question, Survey} from '../../schema/survey.js';
import type {Answer, Contact} from '../../schema/wire.js';
import {newDraft, type PromptDraft} from '../../ui/prompt-element.js';
import {other} from './preset.js';

/** What the visitor has entered. */
export interface NpsDraft extends PromptDraft {
  score?: number;
  causes: string[];
  primary?: string | undefined;
  otherText: string;
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
  otherText: '',
  comment: '',
  contact: false,
  email: '',
  order: [],
});

type Typed<T> = Extract<Question, {type: T}>;

/** The question of a type, of which this element asks at most one. */
export const questionOf = <T extends Question['type']>(survey: Survey, type: T): Typed<T> | undefined =>
  survey.questions.find((question): question is Typed<T> => question.type === type);

/** The options' ids in a fair order of this visitor's own, `other` last; the order drawn earlier stays while the options are the same. */
export function orderOf(
  {options = [], other: withOther, shuffle: mixed}: Typed<'multiple'>,
  before: string[],
): string[] {
  const ids = options.map(({id}) => id);
  if (withOther && !ids.includes(other)) ids.push(other);
  if (ids.length === before.length && ids.every(id => before.includes(id))) return before;
  return mixed ? shuffle(ids, unit, [other]) : ids;
}

/** The answers as they travel; an unanswered question is left out. */
export function answersOf(survey: Survey, draft: NpsDraft): Record<string, Answer> {
  const {score, causes, primary, otherText, comment, order} = draft;
  const answers: Record<string, Answer> = {};
  for (const {id, type} of survey.questions) {
    if (type === 'nps' && score !== undefined) answers[id] = {type, value: score};
    if (type === 'text' && comment) answers[id] = {type, value: comment};
    const values = causes.filter(cause => order.includes(cause));
    if (type === 'multiple' && values.length)
      answers[id] = {
        type,
        values,
        primary: values.length === 1 ? values[0] : values.find(cause => cause === primary),
        other: (values.includes(other) && otherText) || undefined,
      };
  }
  return answers;
}

/** The consent to be contacted, if it was given. `textVersion` tells which words were agreed to. */
export const contactOf = (draft: NpsDraft, purpose: string, textVersion: string): Contact | undefined =>
  draft.contact ? {email: draft.email.trim(), purpose, textVersion, at: new Date().toISOString()} : undefined;
