/** What an endpoint publishes for a site key, `stagepost/config/1`: definitions and the rules that all prompts share. */
import * as z from 'zod/mini';
import {reaskSchema, surveySchema} from './survey.js';

const days = z.int().check(z.minimum(0), z.maximum(3650));

/** The second of the two clocks: what holds between different prompts. Days, counts. */
export const rulesSchema = z.strictObject({
  /** Days between any two prompts that open by themselves. */
  cooldown: z.optional(days),
  /** Prompts that may open by themselves in one session. */
  perSession: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
  reask: z.optional(reaskSchema),
  /** Browser signals that count as a refusal to be measured. */
  privacy: z.optional(z.array(z.enum(['gpc', 'dnt']))),
});

/** Published configuration of one site; unknown keys are ignored by older kits. */
export const configSchema = z.looseObject({
  schema: z.literal('stagepost/config/1'),
  /** The site's id, not its key. */
  site: z.string().check(z.minLength(1), z.maxLength(100)),
  surveys: z.array(surveySchema).check(z.maxLength(100)),
  rules: z.optional(rulesSchema),
});

export type Rules = z.infer<typeof rulesSchema>;
export type Config = z.infer<typeof configSchema>;
