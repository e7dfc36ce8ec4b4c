/**
 * A journey map, `stagepost/journey-map/1`: stages, steps and lanes, what is known of them, and how well it is known.
 * Texts only, never markup. Scores of an emotion run from -2 to +2, ratings from 1 to 5.
 */
import * as z from 'zod/mini';
import {isDate} from './dates.js';
import {referenceProblems} from './journey-references.js';
import * as words from './journey-words.js';
import {langPattern} from './lang.js';
import {isMediaLink, isWebLink} from './link.js';
import {schemaName} from './names.js';
import {idPattern} from './patterns.js';

const {journeyLimits: limits} = words;

const id = z.string().check(z.regex(idPattern));
const ids = z.optional(z.array(id).check(z.maxLength(limits.entries)));
const name = z.string().check(z.minLength(1), z.maxLength(limits.nameUnits));
const short = z.optional(z.string().check(z.minLength(1), z.maxLength(limits.nameUnits)));
const text = z.optional(z.string().check(z.minLength(1), z.maxLength(limits.textUnits)));
const texts = z.optional(
  z.array(z.string().check(z.minLength(1), z.maxLength(limits.textUnits))).check(z.maxLength(limits.entries)),
);
const tags = z.optional(z.array(name).check(z.maxLength(limits.entries)));
const rating = z.optional(z.int().check(z.minimum(1), z.maximum(5)));
const count = z.optional(z.int().check(z.minimum(0)));
const number = z.optional(z.number());
const flag = z.optional(z.boolean());
const date = z.optional(z.string().check(z.refine(isDate, 'must be a day such as 2026-11-22, or a UTC time')));
const url = z.optional(z.string().check(z.refine(isWebLink, 'must be an http or https link, or a path')));
const media = z.string().check(z.refine(isMediaLink, 'must be an http or https link, a path, or a data:image'));
const color = z.optional(z.string().check(z.regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)));
const many = <S extends z.core.$ZodType>(shape: S, most: number = limits.entries) =>
  z.optional(z.array(shape).check(z.maxLength(most)));

/** Where an item comes from: a survey, an interview, a ticket … */
export const refSchema = z.strictObject({
  type: z.enum(words.refTypes),
  label: name,
  url,
  surveyId: z.optional(id),
  quote: text,
  at: date,
  /** How many people or cases stand behind it. */
  n: count,
});

/** How well an item is backed, and by what. */
const backing = {confidence: z.optional(z.enum(words.confidences)), refs: many(refSchema)};

export const personaSchema = z.strictObject({
  id,
  name,
  role: short,
  segment: short,
  summary: text,
  goals: texts,
  needs: texts,
  frustrations: texts,
  attributes: z.optional(z.record(z.string().check(z.minLength(1), z.maxLength(100)), name)),
  image: z.optional(media),
  imageAlt: text,
  color,
  /** Traits of visitors who belong to this persona, each with the values that fit: the join to live data. */
  match: z.optional(z.record(id, z.array(name).check(z.minLength(1), z.maxLength(limits.entries)))),
});

export const channelSchema = z.strictObject({
  id,
  name,
  kind: z.enum(words.channelKinds),
  icon: z.optional(z.enum(words.channelKinds)),
  zone: z.optional(z.enum(words.zones)),
});

export const stageSchema = z.strictObject({
  id,
  name,
  goal: text,
  description: text,
  duration: short,
  color,
  lifecycle: z.optional(z.enum(words.lifecycles)),
  owner: short,
  kpiIds: ids,
  /** The step of a funnel that begins this stage. */
  funnelStepId: z.optional(id),
});

export const touchpointSchema = z.strictObject({
  id,
  name,
  channelId: z.optional(id),
  /** The `touchpoint` that prompts send: the join to live results. */
  surveyTouchpointId: z.optional(id),
  url,
  direction: z.optional(z.enum(words.directions)),
  owner: short,
  kpiIds: ids,
  tags,
});

const score = z.number().check(z.minimum(words.emotionRange.low), z.maximum(words.emotionRange.high));

export const emotionSchema = z.strictObject({
  /** Absent: everybody. */
  personaId: z.optional(id),
  score,
  /** Where it should get to. */
  target: z.optional(score),
  label: short,
  why: text,
  intensity: rating,
  ...backing,
});

export const stepSchema = z.strictObject({
  id,
  stageId: id,
  name,
  description: text,
  touchpoints: many(touchpointSchema),
  emotions: many(emotionSchema),
  /** How much of the customer's attention it takes; says nothing of good or bad. */
  engagement: rating,
  momentOfTruth: z.optional(z.union([z.boolean(), z.enum(words.momentsOfTruth)])),
  durationMs: z.optional(z.number().check(z.minimum(0))),
  owner: short,
  kpiIds: ids,
  tags,
  /** Where it may go from here, back to an earlier step included; absent: to the next one. */
  next: many(z.strictObject({stepId: id, condition: short})),
  childMapId: z.optional(id),
  /** The event by which analytics knows this step. */
  eventName: short,
});

export const laneSchema = z.strictObject({
  id,
  kind: z.enum(words.laneKinds),
  title: name,
  personaId: z.optional(id),
  lineAbove: z.optional(z.enum(words.blueprintLines)),
  hidden: flag,
  collapsed: flag,
  pinned: flag,
  height: z.optional(z.enum(words.laneHeights)),
  settings: z.optional(z.strictObject({metric: z.optional(z.enum(words.liveMetrics))})),
});

export const mediaSchema = z.strictObject({
  src: media,
  type: z.optional(z.enum(words.mediaTypes)),
  /** What is to be seen or heard, for those who do not. */
  alt: z.string().check(z.minLength(1), z.maxLength(limits.textUnits)),
  caption: text,
});

export const entrySchema = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(limits.textUnits)),
  url,
  owner: short,
  tags,
  ...backing,
});

/** What stands in a lane at a step, or across several steps of it. */
export const cellSchema = z.strictObject({
  id,
  laneId: id,
  /** The first step. */
  from: id,
  /** The last step; absent: the first. */
  to: z.optional(id),
  personaId: z.optional(id),
  text,
  items: many(entrySchema),
  media: z.optional(mediaSchema),
  channelIds: ids,
  /** Personas, touchpoints, pain points, opportunities and KPIs that it speaks of. */
  refIds: ids,
  value: number,
  owner: short,
  tags,
  ...backing,
});

export const painPointSchema = z.strictObject({
  id,
  title: name,
  description: text,
  stepIds: z.array(id).check(z.minLength(1), z.maxLength(limits.steps)),
  personaIds: ids,
  severity: z.int().check(z.minimum(1), z.maximum(5)),
  frequency: rating,
  consequence: z.optional(z.enum(words.consequences)),
  /** The id of a root cause that the prompts ask for. */
  rootCauseTag: z.optional(id),
  kpiIds: ids,
  owner: short,
  tags,
  ...backing,
});

const criteria = <S extends z.core.$ZodType>(shape: S) =>
  z.optional(
    z.strictObject({
      businessGoal: shape,
      retention: shape,
      revenue: shape,
      cost: shape,
      effortForValue: shape,
      brand: shape,
    }),
  );

export const opportunitySchema = z.strictObject({
  id,
  title: name,
  description: text,
  stepIds: z.optional(z.array(id).check(z.maxLength(limits.steps))),
  painPointIds: ids,
  impact: z.int().check(z.minimum(1), z.maximum(5)),
  effort: z.int().check(z.minimum(1), z.maximum(5)),
  confidencePct: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
  /** People reached in a quarter. */
  reach: z.optional(z.number().check(z.minimum(0))),
  /** Each 1 to 5; 5 is best for all of them, also for cost and for effort. */
  criteria: criteria(rating),
  owner: short,
  status: z.enum(words.opportunityStatuses),
  due: date,
  experiment: z.optional(
    z.strictObject({
      hypothesis: text,
      kpiId: z.optional(id),
      start: date,
      end: date,
      before: number,
      after: number,
    }),
  ),
  ticketUrl: url,
  tags,
  createdAt: date,
  updatedAt: date,
});

export const kpiSourceSchema = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('static')}),
  z.strictObject({type: z.literal('survey'), surveyId: id, questionId: z.optional(id)}),
  z.strictObject({type: z.literal('funnel'), funnelId: id, stepId: z.optional(id)}),
  z.strictObject({type: z.literal('endpoint'), metric: name}),
]);

export const kpiSchema = z.strictObject({
  id,
  name,
  kind: z.enum(words.kpiKinds),
  unit: short,
  /** ISO 4217. */
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
  direction: z.enum(words.kpiDirections),
  baseline: number,
  target: number,
  value: number,
  /** Answers or cases behind the value. */
  n: count,
  /** The ends of the value's interval. */
  low: number,
  high: number,
  at: date,
  owner: short,
  tier: z.enum(words.kpiTiers),
  source: z.optional(kpiSourceSchema),
});

/** A journey map, whole. */
export const journeyMapSchema = z
  .strictObject({
    $schema: z.optional(z.string()),
    schema: z.literal(schemaName('journey-map')),
    id,
    title: name,
    lang: z.optional(z.string().check(z.regex(langPattern))),
    dir: z.optional(z.enum(['ltr', 'rtl'])),
    description: text,
    scenario: text,
    expectations: texts,
    state: z.optional(z.enum(words.mapStates)),
    type: z.optional(z.enum(words.mapTypes)),
    status: z.optional(z.enum(words.mapStatuses)),
    version: short,
    owner: short,
    objectives: texts,
    tags,
    createdAt: date,
    updatedAt: date,
    /** The day by which somebody looks whether the map still holds. */
    reviewBy: date,
    personas: many(personaSchema, limits.personas),
    channels: many(channelSchema, limits.channels),
    stages: z.array(stageSchema).check(z.minLength(1), z.maxLength(limits.stages)),
    steps: z.array(stepSchema).check(z.minLength(1), z.maxLength(limits.steps)),
    /** Absent: those that there is something to show in. */
    lanes: many(laneSchema, limits.lanes),
    cells: many(cellSchema, limits.cells),
    painPoints: many(painPointSchema, limits.painPoints),
    opportunities: many(opportunitySchema, limits.opportunities),
    kpis: many(kpiSchema, limits.kpis),
    /** How much each criterion counts, 0 to 10; absent: all the same. */
    weights: criteria(z.optional(z.number().check(z.minimum(0), z.maximum(10)))),
    /** The id of the map that this one is compared to, such as the current state. */
    compareTo: z.optional(id),
    /** What other formats hold beyond this model, by the name of the format; kept, never interpreted. */
    ext: z.optional(z.record(id, z.unknown())),
  })
  .check(
    z.superRefine((map, context) => {
      for (const {path, message, input} of referenceProblems(map))
        context.addIssue({code: 'custom', path: [...path], message, input});
    }),
  );

export type Ref = z.infer<typeof refSchema>;
export type Persona = z.infer<typeof personaSchema>;
export type Channel = z.infer<typeof channelSchema>;
export type Stage = z.infer<typeof stageSchema>;
export type Touchpoint = z.infer<typeof touchpointSchema>;
export type Emotion = z.infer<typeof emotionSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Lane = z.infer<typeof laneSchema>;
export type Media = z.infer<typeof mediaSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type Cell = z.infer<typeof cellSchema>;
export type PainPoint = z.infer<typeof painPointSchema>;
export type Opportunity = z.infer<typeof opportunitySchema>;
export type Kpi = z.infer<typeof kpiSchema>;
export type JourneyMap = z.infer<typeof journeyMapSchema>;
export type LaneKind = Lane['kind'];
