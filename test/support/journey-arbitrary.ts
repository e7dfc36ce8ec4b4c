/** Sound journey maps of any content: every field of the model, texts that files and spreadsheets are known to spoil. */
import * as fc from 'fast-check';
import {type JourneyMap, journeyMapSchema} from '../../src/schema/journey-map.js';
import * as words from '../../src/schema/journey-words.js';
import {time} from './arbitraries.js';

const nasty = [
  '=1+1', "'=1+1", "''=1+1", '-1', "'-1", '+49 30 1', '@SUM(A1)', '\t=x', '\r=x', ' = x', '＝1', '"', '""', 'a"b', ',', ';', 'a;b', 'a, b',
  'a\nb', 'a\r\nb', 'a\rb', '\n', ' ', ' a ', '\u00A0', '\uFEFF', '\uFEFFa', '\u0000', 'a\u0007b', '\uD800', 'x\uDC00y', '_x000D_', '_x005F_x000D_',
  'true', 'false', 'null', '1', '01', '1e5', '-0', '0.1', '{}', '[]', '"x"', '[#1]', '[s1]', 'Search [s1]', 'name', 'Stage', 'Step', 'Stage ID',
  'Persona ID', 'Map path', 'Map field', 'yes', 'no', 'N/A', '#REF!', '2026-11-22', '22.11.2026', '<b>', '&amp;', ']]>', '\u2028', '\uFFFE', '\u0085',
  '• a', '- a', '* a', '1. a', 'Pay (card refused)', '😀', ':-)', '__proto__', 'constructor', 'ชั้น', 'é', 'e\u0301', 'sep=,', '→', '\u2212', 'ß', 'SS',
]; // prettier-ignore

const some = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(...nasty)},
  {weight: 2, arbitrary: fc.string({minLength: 1, maxLength: 12, unit: 'binary'})},
  {weight: 1, arbitrary: fc.string({minLength: 1, maxLength: 12})},
);
const name = some.filter(text => text.length > 0 && text.length <= 200);
const texts = fc.array(name, {maxLength: 3});
const rating = fc.integer({min: 1, max: 5});
const number = fc.double({noNaN: true, noDefaultInfinity: true});
const score = fc.oneof(fc.integer({min: -2, max: 2}), fc.double({min: -2, max: 2, noNaN: true}));
const count = fc.nat();
const date = fc.oneof(time, fc.constantFrom('2026-11-22', '2024-02-29'));
const url = fc.constantFrom('https://example.org/a?b=1,2;3', '/path', '=x', 'a b', '-1');
const id = fc.oneof(
  fc.stringMatching(/^[a-z0-9ก-ฮ][a-zA-Z0-9_.:-]{0,6}$/),
  fc.constantFrom('s1', 'name', 'ID', '1', '0', '01', 'true', '1e5', 'Path', 'yes', 'a-1', 'constructor'),
);
const color = fc.constantFrom('#abc', '#012345', '#1e5', '#ABCDEF');
const partly = <T>(model: {[K in keyof T]: fc.Arbitrary<T[K]>}) => fc.record(model, {requiredKeys: []});
const ref = fc.record(
  {type: fc.constantFrom(...words.refTypes), label: name, url, surveyId: id, quote: name, at: date, n: count},
  {requiredKeys: ['type', 'label']},
);
const refs = fc.array(ref, {maxLength: 2});
const confidence = fc.constantFrom(...words.confidences);

/** Ids of one list: each its own. */
const distinct = (most: number, least = 0) => fc.uniqueArray(id, {minLength: least, maxLength: most});
const among = (ids: readonly string[], most = 3) =>
  ids.length ? fc.uniqueArray(fc.constantFrom(...ids), {maxLength: most}) : fc.constant([] as string[]);
const maybeOne = (ids: readonly string[]) =>
  ids.length ? fc.option(fc.constantFrom(...ids), {nil: undefined}) : fc.constant(undefined);
const each = <T>(ids: readonly string[], make: (id: string) => fc.Arbitrary<T>) => fc.tuple(...ids.map(make));

const idLists = fc.record({
  stages: distinct(4, 1), steps: distinct(6, 1), personas: distinct(3), channels: distinct(3), kpis: distinct(3),
  painPoints: distinct(4), opportunities: distinct(3), lanes: distinct(4), cells: distinct(6), touchpoints: distinct(5),
}); // prettier-ignore
type Ids = typeof idLists extends fc.Arbitrary<infer T> ? T : never;

const record = <T>(model: {[K in keyof T]: fc.Arbitrary<T[K]>}, needed: readonly (keyof T)[]) =>
  fc.record(model, {requiredKeys: [...needed] as never[]}) as fc.Arbitrary<T>;

const personas = ({personas: ids}: Ids) =>
  each(ids, own =>
    record(
      {
        id: fc.constant(own), name, role: name, segment: name, summary: name, goals: texts, needs: texts, frustrations: texts,
        attributes: fc.dictionary(name.filter(key => key.length <= 100 && key !== '__proto__'), name, {maxKeys: 2}),
        image: url, imageAlt: name, color, match: fc.dictionary(id, fc.array(name, {minLength: 1, maxLength: 2}), {maxKeys: 2}),
      },
      ['id', 'name'],
    ),
  ); // prettier-ignore

const steps = (ids: Ids) =>
  fc.tuple(fc.shuffledSubarray([...ids.touchpoints]), fc.array(fc.nat(), {minLength: ids.steps.length, maxLength: ids.steps.length})).chain(([touchpoints, places]) => {
    const stages = places.map(place => place % ids.stages.length).sort((a, b) => a - b);
    return each(ids.steps, own => {
      const at = ids.steps.indexOf(own);
      const mine = touchpoints.filter((_, index) => index % ids.steps.length === at);
      return record(
        {
          id: fc.constant(own), stageId: fc.constant(ids.stages[stages[at]!]!), name, description: name,
          touchpoints: each(mine, touchpoint =>
            record({id: fc.constant(touchpoint), name, channelId: maybeOne(ids.channels), surveyTouchpointId: id, url, direction: fc.constantFrom(...words.directions), owner: name, kpiIds: among(ids.kpis), tags: texts}, ['id', 'name']),
          ),
          emotions: fc.uniqueArray(
            record({personaId: maybeOne(ids.personas), score, target: score, label: name, why: name, intensity: rating, confidence, refs}, ['score']),
            {maxLength: 3, selector: ({personaId}) => personaId},
          ),
          engagement: rating,
          momentOfTruth: fc.oneof(fc.boolean(), fc.constantFrom(...words.momentsOfTruth)),
          durationMs: fc.double({min: 0, max: 1e12, noNaN: true}), owner: name, kpiIds: among(ids.kpis), tags: texts,
          next: fc.array(record({stepId: fc.constantFrom(...ids.steps), condition: name}, ['stepId']), {maxLength: 2}),
          childMapId: id, eventName: name,
        },
        ['id', 'stageId', 'name'],
      );
    });
  }); // prettier-ignore

const cells = (ids: Ids) =>
  each(ids.lanes.length ? ids.cells : [], own =>
    fc.array(fc.nat({max: ids.steps.length - 1}), {minLength: 2, maxLength: 2}).chain(places => {
      const [from, to] = places.sort((a, b) => a - b).map(at => ids.steps[at]!) as [string, string];
      return record(
        {
          id: fc.constant(own), laneId: fc.constantFrom(...ids.lanes), from: fc.constant(from), to: fc.constant(to), personaId: maybeOne(ids.personas), text: name,
          items: fc.array(record({text: name, url, owner: name, tags: texts, confidence, refs}, ['text']), {maxLength: 3}),
          media: record({src: url, type: fc.constantFrom(...words.mediaTypes), alt: name, caption: name}, ['src', 'alt']),
          channelIds: among(ids.channels), refIds: among([...ids.personas, ...ids.painPoints, ...ids.opportunities, ...ids.kpis]),
          value: number, owner: name, tags: texts, confidence, refs,
        },
        ['id', 'laneId', 'from'],
      );
    }),
  ); // prettier-ignore

const criteria = fc.record(
  Object.fromEntries(words.criteria.map(one => [one, rating])) as Record<
    (typeof words.criteria)[number],
    typeof rating
  >,
  {requiredKeys: []},
);

/** Where nothing else is said, anything that JSON can hold. */
const json = fc.jsonValue({maxDepth: 3}) as fc.Arbitrary<unknown>;

/** A map that `journeyMapSchema` takes. */
export const journeyMap: fc.Arbitrary<JourneyMap> = idLists
  .chain(ids =>
    fc.record(
      {
        schema: fc.constant('stagepost/journey-map/1' as const), id, title: name, lang: fc.constantFrom('en', 'pt-BR'), dir: fc.constantFrom('ltr' as const, 'rtl' as const),
        description: name, scenario: name, expectations: texts, state: fc.constantFrom(...words.mapStates), type: fc.constantFrom(...words.mapTypes),
        status: fc.constantFrom(...words.mapStatuses), version: name, owner: name, objectives: texts, tags: texts, createdAt: date, updatedAt: date, reviewBy: date,
        personas: personas(ids),
        channels: each(ids.channels, own => record({id: fc.constant(own), name, kind: fc.constantFrom(...words.channelKinds), icon: fc.constantFrom(...words.channelKinds), zone: fc.constantFrom(...words.zones)}, ['id', 'name', 'kind'])),
        stages: each(ids.stages, own => record({id: fc.constant(own), name, goal: name, description: name, duration: name, color, lifecycle: fc.constantFrom(...words.lifecycles), owner: name, kpiIds: among(ids.kpis), funnelStepId: fc.constant(own)}, ['id', 'name'])),
        steps: steps(ids),
        lanes: each(ids.lanes, own => record({id: fc.constant(own), kind: fc.constantFrom('actions' as const, 'thoughts' as const, ...words.laneKinds), title: name, personaId: maybeOne(ids.personas), lineAbove: fc.constantFrom(...words.blueprintLines), hidden: fc.boolean(), collapsed: fc.boolean(), pinned: fc.boolean(), height: fc.constantFrom(...words.laneHeights), settings: partly({metric: fc.constantFrom(...words.liveMetrics)})}, ['id', 'kind', 'title'])),
        cells: cells(ids),
        painPoints: each(ids.painPoints, own => record({id: fc.constant(own), title: name, description: name, stepIds: fc.uniqueArray(fc.constantFrom(...ids.steps), {minLength: 1, maxLength: 3}), personaIds: among(ids.personas), severity: rating, frequency: rating, consequence: fc.constantFrom(...words.consequences), rootCauseTag: id, kpiIds: among(ids.kpis), owner: name, tags: texts, confidence, refs}, ['id', 'title', 'stepIds', 'severity'])),
        opportunities: each(ids.opportunities, own => record({id: fc.constant(own), title: name, description: name, stepIds: among(ids.steps), painPointIds: among(ids.painPoints), impact: rating, effort: rating, confidencePct: fc.double({min: 0, max: 100, noNaN: true}), reach: fc.double({min: 0, max: 1e9, noNaN: true}), criteria, owner: name, status: fc.constantFrom(...words.opportunityStatuses), due: date, experiment: partly({hypothesis: name, kpiId: maybeOne(ids.kpis), start: date, end: date, before: number, after: number}), ticketUrl: url, tags: texts, createdAt: date, updatedAt: date}, ['id', 'title', 'impact', 'effort', 'status'])),
        kpis: each(ids.kpis, own => record({id: fc.constant(own), name, kind: fc.constantFrom(...words.kpiKinds), unit: name, currency: fc.constantFrom('EUR', 'THB'), direction: fc.constantFrom(...words.kpiDirections), baseline: number, target: number, value: number, n: count, low: number, high: number, at: date, owner: name, tier: fc.constantFrom(...words.kpiTiers), source: fc.constantFrom({type: 'static' as const}, {type: 'survey' as const, surveyId: 'a', questionId: 'b'}, {type: 'endpoint' as const, metric: '=m'})}, ['id', 'name', 'kind', 'direction', 'tier'])),
        weights: criteria, compareTo: id, ext: fc.dictionary(id, json, {maxKeys: 2}),
      },
      {requiredKeys: ['schema', 'id', 'title', 'stages', 'steps']},
    ),
  )
  // As JSON holds it: keys without a value are absent.
  .map(map => JSON.parse(JSON.stringify(map)) as unknown)
  .map(map => journeyMapSchema.safeParse(map))
  .filter(({success}) => success)
  .map(({data}) => data as JourneyMap); // prettier-ignore
