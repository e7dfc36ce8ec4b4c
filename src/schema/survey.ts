/** A survey definition, `stagepost/survey/1`: what a site owner writes. Texts only, never markup. */
import * as z from 'zod/mini';
import {langPattern} from './lang.js';
import {idPattern} from './patterns.js';
import {isSafeLink} from './link.js';

const id = z.string().check(z.regex(idPattern));
const words = z.string().check(z.minLength(1), z.maxLength(2000));
const days = z.int().check(z.minimum(0), z.maximum(3650));
const hasProto = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
const points = z.int().check(z.minimum(2), z.maximum(10));

/** One text for every language, or one for each: `"Hello"` or `{"en": "Hello", "de": "Hallo"}`. */
export const localTextSchema = z.union([
  words,
  z.pipe(
    // Before zod reads it: zod leaves a key named `__proto__` out of what it hands on.
    z.unknown().check(z.refine(byLang => !hasProto(byLang), '__proto__ is no language')),
    z
      .record(z.string().check(z.regex(langPattern)), words)
      .check(z.refine(byLang => Object.keys(byLang).length > 0, 'names no language')),
  ),
]);

const texts = {
  /** Absent: the kit's own wording for this type, in the visitor's language. */
  text: z.optional(localTextSchema),
  hint: z.optional(localTextSchema),
};
const bySegment = <S extends z.core.$ZodType>(shape: S) =>
  z.optional(z.strictObject({detractor: z.optional(shape), passive: z.optional(shape), promoter: z.optional(shape)}));

/** Shown only where the condition holds for the answers so far. */
export const conditionSchema = z.strictObject({
  question: id,
  /** The answer is one of these values, or holds one of these options. */
  in: z.optional(z.array(z.union([z.string(), z.number(), z.boolean()])).check(z.minLength(1))),
  atLeast: z.optional(z.number()),
  atMost: z.optional(z.number()),
  answered: z.optional(z.boolean()),
});

/** An option. Its id stays the same for every segment and language, so that answers compare. */
export const optionSchema = z.strictObject({
  id,
  ...texts,
  bySegment: bySegment(localTextSchema),
  /** The journey stage and touchpoint that this cause belongs to. */
  stage: z.optional(id),
  touchpoint: z.optional(id),
});

const base = {
  id,
  ...texts,
  bySegment: bySegment(z.strictObject(texts)),
  required: z.optional(z.boolean()),
  /** All of them must hold. */
  showIf: z.optional(z.array(conditionSchema)),
};
const ends = {low: z.optional(localTextSchema), high: z.optional(localTextSchema)};
const choice = {
  options: z.optional(z.array(optionSchema).check(z.minLength(1), z.maxLength(50))),
  /** A last option with a text field. */
  other: z.optional(z.boolean()),
  /** Shown in an order drawn for each visitor, and recorded. */
  shuffle: z.optional(z.boolean()),
};

export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({...base, ...ends, type: z.literal('nps')}),
  z.strictObject({
    ...base,
    ...ends,
    type: z.literal('csat'),
    points: z.optional(points),
    satisfiedFrom: z.optional(points),
  }),
  z.strictObject({...base, ...ends, type: z.literal('ces'), points: z.optional(points)}),
  z.strictObject({
    ...base,
    ...ends,
    type: z.literal('rating'),
    shape: z.optional(z.enum(['stars', 'emoji', 'thumbs'])),
    points: z.optional(points),
  }),
  z.strictObject({...base, ...choice, type: z.literal('single')}),
  z.strictObject({
    ...base,
    ...choice,
    type: z.literal('multiple'),
    /** Most options that may be chosen. */
    max: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
    /** Asks for the main one where more than one is chosen. */
    primary: z.optional(z.boolean()),
  }),
  z.strictObject({
    ...base,
    type: z.literal('text'),
    /** UTF-16 units. */
    max: z.optional(z.int().check(z.minimum(1), z.maximum(4000))),
  }),
  z.strictObject({
    ...base,
    type: z.literal('contact'),
    /** What the address will be used for: stored with the consent. */
    purpose: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  }),
  z.strictObject({...base, type: z.literal('statement')}),
]);

/** A call to action on the last step. */
export const actionSchema = z.strictObject({
  id,
  text: localTextSchema,
  /** http, https, mailto, tel, or a path of this site. */
  href: z.string().check(z.refine(isSafeLink, 'must be an http, https, mailto or tel link, or a path')),
});

const thanks = {...texts, actions: z.optional(z.array(actionSchema).check(z.maxLength(2)))};

/** When a prompt may ask again, in days. */
export const reaskSchema = z.strictObject({
  afterComplete: z.optional(days),
  afterPartial: z.optional(days),
  afterDismiss: z.optional(days),
  afterSnooze: z.optional(days),
  afterIgnore: z.optional(days),
});

/** A survey definition, whole. */
export const surveySchema = z
  .strictObject({
    $schema: z.optional(z.string()),
    schema: z.literal('stagepost/survey/1'),
    id,
    /** Hash of the content; computed where absent. */
    version: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
    /** Language of the texts that are given without one. Default `en`. */
    lang: z.optional(z.string().check(z.regex(langPattern))),
    questions: z.array(questionSchema).check(z.minLength(1), z.maxLength(50)),
    thanks: z.optional(z.strictObject({...thanks, bySegment: bySegment(z.strictObject(thanks))})),
    reask: z.optional(reaskSchema),
    /** Showings without an answer after which the prompt counts as dismissed. */
    maxDisplays: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  })
  .check(
    z.superRefine((survey, context) => {
      const seen = new Set<string>();
      survey.questions.forEach((question, index) => {
        const path = ['questions', index];
        if (seen.has(question.id))
          context.addIssue({
            code: 'custom',
            path: [...path, 'id'],
            message: `repeats the question id "${question.id}"`,
            input: question.id,
          });
        for (const [at, condition] of (question.showIf ?? []).entries())
          if (!seen.has(condition.question))
            context.addIssue({
              code: 'custom',
              path: [...path, 'showIf', at, 'question'],
              message: `names "${condition.question}", which is no earlier question`,
              input: condition.question,
            });
        seen.add(question.id);
        const options = 'options' in question ? (question.options ?? []) : [];
        const ids = new Set<string>();
        options.forEach((option, at) => {
          if (ids.has(option.id))
            context.addIssue({
              code: 'custom',
              path: [...path, 'options', at, 'id'],
              message: `repeats the option id "${option.id}"`,
              input: option.id,
            });
          ids.add(option.id);
        });
      });
    }),
  );

export type LocalText = z.infer<typeof localTextSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type Option = z.infer<typeof optionSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Reask = z.infer<typeof reaskSchema>;
export type Survey = z.infer<typeof surveySchema>;
