/** The golden vectors against the zod schemas, the guards, the support endpoint and, by an independent validator, the JSON Schemas. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import {configSchema} from '../../../src/schema/config.js';
import {surveySchema} from '../../../src/schema/survey.js';
import {isBatchAnswer} from '../../../src/schema/answer.guard.js';
import {itemProblem} from '../../../src/schema/wire.guard.js';
import {batchAnswerSchema, batchSchema, itemSchema} from '../../../src/schema/wire.js';
import {entries, wordsOf, type SchemaName} from '../../../src/tools/schema-words.js';
import {jsonSchemas, propertiesOf} from '../../../src/tools/schemas.js';
import {batchAnswer, item, seed, spoilt, survey} from '../../support/arbitraries.js';
import {MemoryJudge} from '../../support/judge.js';

interface Case {
  readonly name: string;
  readonly why: string;
  readonly jsonSchema?: boolean;
  readonly body?: unknown;
  readonly text?: string;
}
type ItemCase = Case & {readonly item: {readonly id: string}; readonly verdict: string};
type RequestCase = Case & {readonly status: number};
type AnswerCase = Case & {readonly valid: boolean; readonly acknowledges?: readonly string[]};

const folder = new URL('../../vectors/wire/', import.meta.url);
const casesOf = <C extends Case>(file: string) =>
  (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {cases: C[]}).cases;
const items = casesOf<ItemCase>('items.json');
const requests = casesOf<RequestCase>('requests.json');
const answers = casesOf<AnswerCase>('answers.json');

const schemas = jsonSchemas();
const ajv = new Ajv2020({strict: true, allowUnionTypes: true});
const validators = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]),
) as unknown as Record<SchemaName, (value: unknown) => boolean>;

/** What a case holds, or `undefined` where its text is no JSON. */
function parsed({body, text}: Case): unknown {
  if (text === undefined) return body;
  try {
    return JSON.parse(text);
  } catch {
    return;
  }
}

/** The clock of the vectors. */
const now = () => Date.parse('2026-11-22T12:00:00Z');

describe('golden vectors', () => {
  it('are at least 40, each with a name of its own and one line that says why', () => {
    const all = readdirSync(folder).flatMap(file =>
      casesOf<Case>(file).map(one => ({why: one.why, key: `${file} ${one.name}`})),
    );
    assert.ok(all.length >= 40, `${all.length}`);
    assert.equal(new Set(all.map(({key}) => key)).size, all.length);
    for (const {key, why} of all) assert.match(why, /^[^\n]{5,160}\.$/, key);
  });

  for (const {name, why, item: value, verdict, jsonSchema} of items)
    it(`item ${name}: ${why}`, () => {
      const valid = verdict === 'stored';
      assert.equal(itemSchema.safeParse(value).success, valid, 'zod');
      assert.equal(itemProblem(value) === undefined, valid, 'guard');
      assert.equal(validators.item(value), jsonSchema ?? valid, 'JSON Schema');
      const {status, body} = new MemoryJudge({now}).batch(
        JSON.stringify({v: 1, site: 'pk_demo', batch: value.id, sentAt: '2026-11-22T12:00:00Z', items: [value]}),
      );
      assert.equal(status, 200);
      assert.ok(batchAnswerSchema.safeParse(body).success);
      const [first] = (body as {items: {status: string; code?: string}[]}).items;
      const said = `${first!.status}${first!.code ? `/${first!.code}` : ''}`;
      assert.ok(verdict.split(' or ').includes(said), said);
    });

  for (const one of requests)
    it(`request ${one.name}: ${one.why}`, () => {
      const value = parsed(one);
      assert.equal(batchSchema.safeParse(value).success, one.status === 200, 'zod');
      assert.equal(validators['wire-batch'](value), one.jsonSchema ?? one.status === 200, 'JSON Schema');
      const {status} = new MemoryJudge({now}).batch(one.text ?? JSON.stringify(one.body));
      assert.equal(status, one.status);
    });

  for (const one of answers)
    it(`answer ${one.name}: ${one.why}`, () => {
      const value = parsed(one);
      assert.equal(isBatchAnswer(value), one.valid, 'guard');
      assert.equal(batchAnswerSchema.safeParse(value).success, one.valid, 'zod');
      assert.equal(validators['wire-answer'](value), one.jsonSchema ?? one.valid, 'JSON Schema');
      if (!isBatchAnswer(value)) return assert.equal(one.acknowledges, undefined);
      const held = '00000001-0000-4000-8000-000000000001';
      const gone = value.items.filter(
        ({id, rev, status}) => id === held && rev >= 3 && (status === 'stored' || status === 'duplicate'),
      );
      assert.deepEqual(
        gone.map(({id}) => id),
        one.acknowledges,
      );
    });
});

describe('the JSON Schemas', () => {
  const subjects = [
    ['item', item, (value: unknown) => itemSchema.safeParse(value).success],
    ['wire-answer', batchAnswer, (value: unknown) => batchAnswerSchema.safeParse(value).success],
    ['survey', survey, (value: unknown) => surveySchema.safeParse(value).success],
  ] as const;
  for (const [name, valid, accepts] of subjects)
    it(`${name} accepts whatever zod accepts, 10,000 valid and spoilt values`, () => {
      fc.assert(
        fc.property(spoilt(valid), value => {
          // JSON alone: what JSON cannot hold is no business of a JSON Schema.
          const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
          if (accepts(json)) assert.equal(validators[name](json), true);
        }),
        {seed, numRuns: 10_000},
      );
    });

  it('config accepts a configuration, and refuses one without surveys', () => {
    const [definition] = fc.sample(survey, {seed, numRuns: 1});
    const config = {schema: 'stagepost/config/1', site: 'shop', surveys: [definition], rules: {cooldown: 30}, later: 1};
    for (const [value, valid] of [
      [config, true],
      [{...config, surveys: undefined}, false],
      [{...config, rules: {cooldown: -1}}, false],
    ]) {
      const json: unknown = JSON.parse(JSON.stringify(value));
      assert.equal(configSchema.safeParse(json).success, valid);
      assert.equal(validators.config(json), valid);
    }
  });

  it('have an id, a title and a description, and describe every property', () => {
    const used = new Set<string>();
    for (const [name, schema] of Object.entries(schemas)) {
      assert.equal(schema['$id'], `stagepost/${name}/1`);
      assert.ok(schema['title'] && schema['description'], name);
      for (const [path, shape] of propertiesOf(schema)) {
        assert.ok(shape['description'], `${name}: ${path.join('.')}`);
        used.add(wordsOf(name as SchemaName, path)!);
      }
    }
    assert.deepEqual(
      entries.filter(entry => !used.has(entry)),
      [],
      'words for nothing',
    );
  });
});
