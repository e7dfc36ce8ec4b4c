/** Wire version 1, widget to endpoint, as zod shapes. The visitor's side uses `wire.guard.ts`; a property test holds the two together. */
import * as z from 'zod/mini';
import {batchLimits, itemLimits} from './limits.js';
import {
  idPattern,
  isTime,
  receiptPattern,
  schemaPattern,
  siteKeyPattern,
  timePattern,
  uuidPattern,
} from './patterns.js';
import {boundsProblem} from './bounds.js';

const text = (max: number, min = 0) => z.string().check(z.minLength(min), z.maxLength(max));
const id = z.string().check(z.regex(idPattern));
const uuid = z.string().check(z.regex(uuidPattern));
const receipt = z.string().check(z.regex(receiptPattern));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const time = z
  .string()
  .check(z.regex(timePattern), z.refine(isTime, 'must be a UTC time such as 2026-11-22T10:00:00.000Z'));
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const scalars = z.record(text(itemLimits.idUnits, 1), scalar);

/** Where and in which surroundings something was answered or happened; every key is optional. */
export const contextSchema = z.looseObject({
  journey: z.optional(id),
  stage: z.optional(id),
  touchpoint: z.optional(id),
  /** The page, without query and fragment. */
  url: z.optional(text(2000)),
  referrer: z.optional(text(2000)),
  lang: z.optional(text(35)),
  /** `390x844`, CSS pixels. */
  viewport: z.optional(text(20)),
  variant: z.optional(text(itemLimits.idUnits)),
});

const value = z.optional(z.union([z.string(), z.number(), z.boolean()]));
const score = (type: 'nps' | 'csat' | 'ces' | 'rating', min: number, max: number) =>
  z.looseObject({type: z.literal(type), value: whole(min, max)});

/** One answer, told apart by the question's type. `values` and `primary` hold option ids, `other` the visitor's own words. */
export const answerSchema = z.discriminatedUnion('type', [
  score('nps', 0, 10),
  score('csat', 1, 10),
  score('ces', 1, 10),
  score('rating', 1, 10),
  z.looseObject({type: z.literal('single'), value: id, other: z.optional(z.string())}),
  z.looseObject({
    type: z.literal('multiple'),
    values: z.array(id).check(z.maxLength(50)),
    primary: z.optional(id),
    other: z.optional(z.string()),
  }),
  z.looseObject({type: z.literal('text'), value: z.string()}),
  z.looseObject({type: z.literal('contact'), value}),
  z.looseObject({type: z.literal('statement'), value}),
]);

/** Consent to be contacted: the purpose, the version of the words that were agreed to, and when. */
export const contactSchema = z.looseObject({
  email: z.optional(text(320)),
  purpose: text(itemLimits.idUnits, 1),
  textVersion: text(itemLimits.idUnits, 1),
  at: time,
});

/** A full snapshot of the answers so far; the highest `rev` wins. */
export const responseSchema = z.looseObject({
  survey: id,
  /** Hash of the definition's content. */
  version: text(itemLimits.idUnits, 1),
  /** One showing of the prompt. */
  impression: uuid,
  complete: z.boolean(),
  answers: z.record(id, answerSchema),
  hidden: z.optional(scalars),
  traits: z.optional(scalars),
  contact: z.optional(contactSchema),
  startedAt: time,
  endedAt: z.optional(time),
  /** The order in which shuffled options were shown, by question id. */
  order: z.optional(z.record(id, z.array(id).check(z.maxLength(50)))),
  context: contextSchema,
});

export const eventSchema = z.looseObject({
  name: text(itemLimits.idUnits, 1),
  /** Counts up within one page load. */
  seq: whole(0, Number.MAX_SAFE_INTEGER),
  properties: z.record(z.string(), z.unknown()),
  context: contextSchema,
});

export const feedbackSchema = z.looseObject({
  kind: z.enum(['problem', 'idea', 'praise', 'question']),
  message: z.string(),
  mood: z.optional(whole(1, 5)),
  contact: z.optional(contactSchema),
  blobs: z.array(uuid).check(z.maxLength(10)),
  context: contextSchema,
});

export const identitySchema = z.looseObject({
  visitor: text(itemLimits.idUnits, 1),
  user: text(256, 1),
  traits: z.optional(scalars),
  proof: z.optional(text(itemLimits.textUnits)),
});

export const withdrawalSchema = z.looseObject({target: uuid, receipt});

/** The data shapes that this kit knows, by schema name. */
export const dataSchemas = {
  'stagepost/response/1': responseSchema,
  'stagepost/event/1': eventSchema,
  'stagepost/feedback/1': feedbackSchema,
  'stagepost/identity/1': identitySchema,
  'stagepost/withdrawal/1': withdrawalSchema,
} as const;

export const itemKinds = ['response', 'event', 'feedback', 'identity', 'withdrawal'] as const;

const envelope = z.looseObject({
  /** Made once, when the answer is accepted, and never again. */
  id: uuid,
  kind: z.enum(itemKinds),
  schema: z.string().check(z.regex(schemaPattern)),
  rev: whole(1, itemLimits.rev),
  createdAt: time,
  /** How often this item was sent before, this time included. */
  attempt: whole(1, Number.MAX_SAFE_INTEGER),
  /** Known to the visitor's device alone: whoever holds it may withdraw the item. */
  receipt,
  who: z.optional(
    z.looseObject({visitor: z.optional(text(itemLimits.idUnits, 1)), session: z.optional(text(itemLimits.idUnits, 1))}),
  ),
  test: z.optional(z.boolean()),
  data: z.record(z.string(), z.unknown()),
});

/**
 * Unknown keys travel with the item, so the limits hold for all of it. Judged on what arrived, before zod reads it:
 * zod leaves a key named `__proto__` out of what it hands on.
 */
const bounded = <S extends z.core.$ZodType>(schema: S) =>
  z.pipe(
    z.unknown().check(z.refine(item => !boundsProblem(item, '', 0), 'breaks a limit of texts, depth or size')),
    schema,
  );

/** Keys of an item that every kit sends, whatever its `data`. Unknown keys are kept. */
export const envelopeSchema = bounded(envelope);

const known = <K extends (typeof itemKinds)[number], S extends z.core.$ZodType>(kind: K, data: S) =>
  z.extend(envelope, {kind: z.literal(kind), schema: z.literal(`stagepost/${kind}/1`), data});

/** An item of version 1, whole. Size in bytes is checked where the JSON text is at hand. */
export const itemSchema = bounded(
  z.discriminatedUnion('kind', [
    known('response', responseSchema),
    known('event', eventSchema),
    known('feedback', feedbackSchema),
    known('identity', identitySchema),
    known('withdrawal', withdrawalSchema),
  ]),
);

const exported = <K extends (typeof itemKinds)[number], S extends z.core.$ZodType>(kind: K, data: S) =>
  z.extend(z.omit(known(kind, data), {attempt: true, receipt: true}), {correctedAt: z.optional(time)});

/** A line of an export: what the visitor's device alone may know, and how often it tried, is left out. */
export const exportedItemSchema = z.discriminatedUnion('kind', [
  exported('response', responseSchema),
  exported('event', eventSchema),
  exported('feedback', feedbackSchema),
]);

/** A request as an endpoint reads it first: the items are judged one by one afterwards, so that a bad one spoils no other. */
export const batchSchema = z.looseObject({
  v: z.literal(1),
  site: z.string().check(z.regex(siteKeyPattern)),
  batch: uuid,
  sentAt: time,
  items: z.array(z.unknown()).check(z.minLength(1), z.maxLength(batchLimits.items)),
});

export const verdictStatuses = ['stored', 'duplicate', 'rejected', 'retry'] as const;

/** What the endpoint says of one item. */
export const verdictSchema = z.looseObject({
  id: uuid,
  rev: whole(1, itemLimits.rev),
  status: z.enum(verdictStatuses),
  code: z.optional(text(itemLimits.idUnits)),
  /** Seconds. */
  retryAfter: z.optional(z.number().check(z.minimum(0))),
});

/** The only body that may remove an item from a device. */
export const batchAnswerSchema = z.looseObject({
  v: z.literal(1),
  serverTime: time,
  items: z.array(verdictSchema).check(z.maxLength(batchLimits.items)),
});

/** The codes that an item verdict may carry. */
export const verdictCodes = [
  'invalid', 'too-large', 'too-old', 'closed', 'erased', 'withdrawn', 'conflict', 'rate', 'schema/newer',
] as const; // prettier-ignore

export type Context = z.infer<typeof contextSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type ResponseData = z.infer<typeof responseSchema>;
export type EventData = z.infer<typeof eventSchema>;
export type FeedbackData = z.infer<typeof feedbackSchema>;
export type IdentityData = z.infer<typeof identitySchema>;
export type WithdrawalData = z.infer<typeof withdrawalSchema>;
export type Item = z.infer<typeof itemSchema>;
export type ExportedItem = z.infer<typeof exportedItemSchema>;
export type ItemKind = (typeof itemKinds)[number];
export type Envelope = z.infer<typeof envelopeSchema>;
export type Batch = z.infer<typeof batchSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type VerdictStatus = (typeof verdictStatuses)[number];
export type VerdictCode = (typeof verdictCodes)[number];
export type BatchAnswer = z.infer<typeof batchAnswerSchema>;
