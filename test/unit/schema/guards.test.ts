/** The visitor's guards and the zod schemas accept exactly the same values. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {surveyProblems} from '../../../src/schema/survey.guard.js';
import {surveySchema} from '../../../src/schema/survey.js';
import {isBatchAnswer} from '../../../src/schema/answer.guard.js';
import {itemProblem} from '../../../src/schema/wire.guard.js';
import {batchAnswerSchema, itemSchema} from '../../../src/schema/wire.js';
import {batchAnswer, changed, edges, item, junk, pathsOf, seed, spoilt, survey} from '../../support/arbitraries.js';

const subjects = [
  {
    name: 'items',
    valid: item,
    guard: (value: unknown) => itemProblem(value) === undefined,
    schema: (value: unknown) => itemSchema.safeParse(value).success,
  },
  {
    name: 'answers',
    valid: batchAnswer,
    guard: isBatchAnswer,
    schema: (value: unknown) => batchAnswerSchema.safeParse(value).success,
  },
  {
    name: 'survey definitions',
    valid: survey,
    guard: (value: unknown) => surveyProblems(value).length === 0,
    schema: (value: unknown) => surveySchema.safeParse(value).success,
  },
];

for (const {name, valid, guard, schema} of subjects)
  describe(`the guard of ${name} equals its schema`, () => {
    it('accepts 10,000 valid values', () => {
      fc.assert(
        fc.property(valid, value => {
          assert.equal(schema(value), true, 'schema');
          assert.equal(guard(value), true, 'guard');
        }),
        {seed, numRuns: 10_000},
      );
    });

    it('agrees on 10,000 values spoilt in up to two places, of both outcomes', () => {
      const seen = {accepted: 0, refused: 0};
      fc.assert(
        fc.property(spoilt(valid), value => {
          const expected = schema(value);
          seen[expected ? 'accepted' : 'refused']++;
          assert.equal(guard(value), expected);
        }),
        {seed, numRuns: 10_000},
      );
      assert.ok(seen.accepted > 1000 && seen.refused > 1000, JSON.stringify(seen));
    });

    it('agrees on every edge value in the place of every part', () => {
      // Each place once: a number in a path stands for every entry of its list.
      const places = new Set<string>();
      let cases = 0;
      for (const value of fc.sample(valid, {seed, numRuns: 60}))
        for (const path of pathsOf(value)) {
          const place = path.map(key => (/^\d+$/.test(key) ? '0' : key)).join('/');
          if (places.has(place) && cases > 10_000) continue;
          places.add(place);
          for (const edge of edges) {
            const spoiltValue = changed(value, path, () => edge);
            assert.equal(guard(spoiltValue), schema(spoiltValue), `${path.join('.')} = ${String(edge)}`);
            cases++;
          }
        }
      assert.ok(cases >= 10_000, `${cases} cases`);
    });

    it('agrees on 10,000 values of any kind, and never throws', () => {
      fc.assert(
        fc.property(junk, value => assert.equal(guard(value), schema(value))),
        {seed, numRuns: 10_000},
      );
    });
  });

describe('what the guards say', () => {
  const sound = {
    id: '00000000-0000-4000-8000-000000000000', kind: 'withdrawal', schema: 'stagepost/withdrawal/1', rev: 1,
    createdAt: '2026-11-22T10:00:00Z', attempt: 1, receipt: 'AAAAAAAAAAAAAAAAAAAAAA',
    data: {target: '00000000-0000-4000-8000-000000000001', receipt: 'AAAAAAAAAAAAAAAAAAAAAA'},
  }; // prettier-ignore

  it('names the place of what does not fit', () => {
    const response = {
      ...sound,
      kind: 'response',
      schema: 'stagepost/response/1',
      data: {
        survey: 's', version: 'v', impression: '00000000-0000-4000-8000-000000000000', complete: true,
        answers: {score: {type: 'nps', value: 11}}, startedAt: '2026-11-22T10:00:00Z', context: {},
      }, // prettier-ignore
    };
    assert.deepEqual(itemProblem(response), {path: 'data.answers.score.value', code: 'invalid'});
    assert.deepEqual(itemProblem(null), {path: '', code: 'invalid'});
    assert.deepEqual(
      itemProblem({...response, data: {...response.data, answers: {c: {type: 'text', value: 'x'.repeat(4001)}}}}),
      {path: 'data.answers.c.value', code: 'text-too-long'},
    );
  });

  it('reads own keys alone, so that a page with a polluted Object.prototype can still send', () => {
    const shared = Object.prototype as unknown as Record<string, unknown>;
    try {
      shared['test'] = 'yes';
      shared['who'] = 5;
      shared['endedAt'] = 'never';
      shared['code'] = {};
      shared['retryAfter'] = -1;
      assert.equal(itemProblem(sound), undefined);
      const verdict = {id: '00000000-0000-4000-8000-000000000000', rev: 1, status: 'stored'};
      assert.equal(isBatchAnswer({v: 1, serverTime: '2026-11-22T10:00:00Z', items: [verdict]}), true);
      shared['v'] = 1;
      assert.equal(isBatchAnswer({serverTime: '2026-11-22T10:00:00Z', items: [verdict]}), false);
    } finally {
      for (const key of ['test', 'who', 'endedAt', 'code', 'retryAfter', 'v']) delete shared[key];
    }
  });

  it('names the path and the remedy in a definition', () => {
    const problems = surveyProblems({
      schema: 'stagepost/survey/1',
      id: 'after purchase',
      questions: [
        {id: 'score', type: 'nsp'},
        {id: 'why', type: 'single', options: [{id: 'a'}, {id: 'a'}], colour: 'red'},
      ],
    });
    assert.deepEqual(problems, [
      {
        path: 'id',
        message: 'must be an id: 1 to 100 letters, digits, "_", ".", ":" or "-", beginning with a letter or digit',
      },
      {
        path: 'questions[0].type',
        message: 'must be one of: nps, csat, ces, rating, single, multiple, text, contact, statement',
      },
      {
        path: 'questions[1].colour',
        message:
          'is not known here; use one of: id, text, hint, bySegment, required, showIf, type, options, other, shuffle',
      },
    ]);
    const references = surveyProblems({
      schema: 'stagepost/survey/1',
      id: 's',
      questions: [
        {id: 'why', type: 'single', options: [{id: 'a'}, {id: 'a'}], showIf: [{question: 'why'}]},
        {id: 'why', type: 'text'},
      ],
    });
    assert.deepEqual(
      references.map(problem => problem.path),
      ['questions[0].showIf[0].question', 'questions[0].options[1].id', 'questions[1].id'],
    );
  });
});
