/**
 * Writes the public shapes as JSON Schema (draft 2020-12): `node --import tsx src/tools/schemas.ts [folder]`,
 * by default to `dist/schema/json`. Made from the zod schemas; only titles and descriptions are added here.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as z from 'zod';
import {configSchema} from '../schema/config.js';
import * as journey from '../schema/journey-map.js';
import {overlaySchema} from '../schema/overlay.js';
import {
  actionSchema,
  conditionSchema,
  localTextSchema,
  optionSchema,
  questionSchema,
  reaskSchema,
  surveySchema,
} from '../schema/survey.js';
import {
  answerSchema,
  batchAnswerSchema,
  batchSchema,
  contactSchema,
  contextSchema,
  itemSchema,
} from '../schema/wire.js';
import {describe, heads, type SchemaName} from './schema-words.js';

export interface JsonSchema {
  [key: string]: unknown;
}

const sources: Readonly<Record<SchemaName, z.core.$ZodType>> = {
  'wire-batch': batchSchema,
  'wire-answer': batchAnswerSchema,
  'item': itemSchema,
  'survey': surveySchema,
  'config': configSchema,
  'journey-map': journey.journeyMapSchema,
  'overlay': overlaySchema,
};

/** Shapes that are used in several places, by their name under `$defs`. */
const named = z.registry<{id: string}>();
const parts = {
  localText: localTextSchema,
  condition: conditionSchema,
  option: optionSchema,
  question: questionSchema,
  action: actionSchema,
  reask: reaskSchema,
  answer: answerSchema,
  contact: contactSchema,
  context: contextSchema,
  ref: journey.refSchema,
  persona: journey.personaSchema,
  channel: journey.channelSchema,
  stage: journey.stageSchema,
  touchpoint: journey.touchpointSchema,
  emotion: journey.emotionSchema,
  step: journey.stepSchema,
  lane: journey.laneSchema,
  media: journey.mediaSchema,
  entry: journey.entrySchema,
  cell: journey.cellSchema,
  painPoint: journey.painPointSchema,
  opportunity: journey.opportunitySchema,
  kpi: journey.kpiSchema,
};
for (const [id, part] of Object.entries(parts)) named.add(part, {id});

/** Every public shape as JSON Schema, by file name. */
export function jsonSchemas(): Record<SchemaName, JsonSchema> {
  const made = Object.entries(sources).map(([name, source]) => [name, jsonSchemaOf(name as SchemaName, source)]);
  return Object.fromEntries(made) as Record<SchemaName, JsonSchema>;
}

function jsonSchemaOf(name: SchemaName, source: z.core.$ZodType): JsonSchema {
  const {$schema, ...body} = z.toJSONSchema(source, {
    target: 'draft-2020-12',
    reused: 'inline',
    metadata: named,
  }) as JsonSchema;
  for (const [path, shape] of propertiesOf(body)) shape['description'] = describe(name, path);
  return {$schema, $id: `stagepost/${name}/1`, ...heads[name], ...body};
}

/** Every property of a schema with its path; what stands under `$defs` begins with the name there. */
export function* propertiesOf(schema: unknown, path: readonly string[] = []): Iterable<[string[], JsonSchema]> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, child] of Object.entries(schema as JsonSchema)) {
    if (key !== 'properties' && key !== '$defs') yield* propertiesOf(child, path);
    else
      for (const [name, shape] of Object.entries(child as Record<string, JsonSchema>)) {
        const where = [...path, name];
        if (key === 'properties') yield [where, shape];
        yield* propertiesOf(shape, where);
      }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../../dist/schema/json', import.meta.url));
  mkdirSync(folder, {recursive: true});
  for (const [name, schema] of Object.entries(jsonSchemas()))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
