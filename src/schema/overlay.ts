/**
 * The live values of one journey map, `stagepost/overlay/1`: what the answers of visitors say at its stages and touchpoints.
 * All intervals are at 95 %. Nothing measured is turned into an emotion, and no data is told by absence, never by 0.
 */
import * as z from 'zod/mini';
import {schemaName} from './names.js';
import {idPattern, isTime} from './patterns.js';

const id = z.string().check(z.regex(idPattern));
const time = z.string().check(z.refine(isTime, 'must be a UTC time such as 2026-11-22T10:00:00Z'));
const count = z.int().check(z.minimum(0));
const percent = z.number().check(z.minimum(0), z.maximum(100));
const points = z.number().check(z.minimum(-100), z.maximum(100));

/** In place of a figure: there are answers, too few to be shown (`minN` of the overlay), and it is not said how many. */
export const fewSchema = z.object({few: z.literal(true)});

/** Net Promoter Score in points, -100 to 100, not rounded, with its adjusted-Wald interval. */
export const liveNpsSchema = z.object({
  score: points,
  low: points,
  high: points,
  n: count,
  promoters: count,
  passives: count,
  detractors: count,
});

/** How many answers are on another, wider scale, and in no figure; absent where none is. */
const beyond = z.optional(z.int().check(z.minimum(1)));

/** Satisfaction on a scale of 1 to `scale` (5 where absent). */
export const liveCsatSchema = z.object({
  /** Mean rating in points of the scale. */
  mean: z.number(),
  /** Share of the two best ratings in per cent, 0 to 100. */
  top2: percent,
  /** Wilson's interval of `top2`, per cent. */
  low: percent,
  high: percent,
  n: count,
  scale: z.optional(z.int().check(z.minimum(2), z.maximum(10))),
  beyond,
});

/**
 * Customer Effort Score 2.0: mean on a scale of 1 to 7, higher is easier, with Student's interval of the mean. It is not clipped:
 * for a few answers near one end of the scale the interval may reach beyond it.
 */
export const liveCesSchema = z.object({mean: z.number(), low: z.number(), high: z.number(), n: count, beyond});

/** A root cause by its id, and how many NPS answers name it, among others. */
export const liveReasonSchema = z.object({tag: id, n: z.int().check(z.minimum(1))});

/**
 * Values of one place. With `stage` alone: of all answers at that stage; with `touchpoint` alone: at that touchpoint in whatever
 * stage; with both: at that touchpoint in that stage, given where the map has the touchpoint in more than one; with neither: of
 * the whole journey. A metric that nobody has answered there is absent. Values with both stand last.
 */
export const liveValueSchema = z.object({
  /** Id of a stage of the map, as prompts send it. */
  stage: z.optional(id),
  /** `surveyTouchpointId` of a touchpoint, or its id where it has none, as prompts send it. */
  touchpoint: z.optional(id),
  nps: z.optional(z.union([fewSchema, liveNpsSchema])),
  csat: z.optional(z.union([fewSchema, liveCsatSchema])),
  ces: z.optional(z.union([fewSchema, liveCesSchema])),
  /**
   * The cause that most answers have as their main one first; those of fewer than `minN` answers are left out. Absent where
   * the score itself is not shown.
   */
  reasons: z.optional(z.array(liveReasonSchema)),
  /** When the newest answer behind the figures shown was given; absent where none is shown. */
  at: z.optional(time),
});

/** The live values of a map. Places without any answer are absent. */
export const overlaySchema = z.object({
  schema: z.literal(schemaName('overlay')),
  /** Id of the map. */
  journey: id,
  /** When the values were computed, UTC. */
  at: time,
  /** Figures of fewer answers than this are hidden. */
  minN: z.int().check(z.minimum(2)),
  /** What was asked for: the period (absent: no limit), and the traits with the values that fit, as a persona's `match`. */
  from: z.optional(time),
  to: z.optional(time),
  segment: z.optional(z.record(z.string(), z.array(z.string()))),
  values: z.array(liveValueSchema),
});

export type Few = z.infer<typeof fewSchema>;
export type LiveNps = z.infer<typeof liveNpsSchema>;
export type LiveCsat = z.infer<typeof liveCsatSchema>;
export type LiveCes = z.infer<typeof liveCesSchema>;
export type LiveReason = z.infer<typeof liveReasonSchema>;
export type LiveValue = z.infer<typeof liveValueSchema>;
export type Overlay = z.infer<typeof overlaySchema>;
