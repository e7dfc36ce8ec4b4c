/** The journey of one visitor: answers that a collector took, exported, held against a map, and written as CJML. */
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {read as readCjml} from '../../../src/interchange/cjml/read.js';
import {Collected} from '../../../src/interchange/trace/collected.js';
import {traceOf} from '../../../src/interchange/trace/trace.js';
import type {JourneyMap, Step} from '../../../src/schema/journey-map.js';
import {cli} from '../collector/process.js';
import {bench, event, iso, noon, response, type Json} from '../collector/support.js';

const folder = mkdtempSync(join(tmpdir(), 'stagepost-trace-'));
after(() => rmSync(folder, {recursive: true, force: true}));
const at = (name: string): string => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

const point = (id: string): Pick<Step, 'touchpoints'> => ({
  touchpoints: [{id, name: `The ${id}`, channelId: 'email', direction: 'inbound'}],
});
/** Five steps in three stages; the basket may lead back to the list, and the gift may be left out. */
const plan = (): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id: 'shop',
  title: 'Buying shoes',
  channels: [{id: 'email', name: 'email', kind: 'email'}],
  stages: [
    {id: 'find', name: 'Find'},
    {id: 'buy', name: 'Buy'},
    {id: 'use', name: 'Use'},
  ],
  steps: [
    {id: 'search', stageId: 'find', name: 'Search', ...point('list')},
    {id: 'sizes', stageId: 'find', name: 'Look at sizes', ...point('sizes')},
    {id: 'think', stageId: 'find', name: 'Think it over', ...point('bench')},
    {id: 'basket', stageId: 'buy', name: 'Basket', eventName: 'Basket Opened', next: [{stepId: 'search'}, {stepId: 'gift'}, {stepId: 'pay'}]},
    {id: 'gift', stageId: 'buy', name: 'Wrap as a gift', ...point('gift')},
    {id: 'pay', stageId: 'buy', name: 'Pay', ...point('checkout')},
    {id: 'wear', stageId: 'use', name: 'Wear', ...point('shoe')},
  ],
}); // prettier-ignore

const minute = 60_000;
/** What somebody did, `minutes` after noon by the collector's clock. */
const did = (minutes: number, visitor: string, made: (rest: Json) => Json): Json =>
  made({createdAt: iso(noon + minutes * minute), who: {visitor}});
const on = (touchpoint: string, stage?: string): Json => ({journey: 'shop', touchpoint, ...(stage && {stage})});
const shown = (minutes: number, visitor: string, context: Json): Json =>
  did(minutes, visitor, rest => event('Survey Shown', {survey: 's', impression: 'i'}, rest, context));
const answered = (minutes: number, visitor: string, context: Json, rating: number, words = ''): Json =>
  did(minutes, visitor, rest =>
    response(
      null,
      {answers: {how: {type: 'csat', value: rating}, ...(words && {why: {type: 'text', value: words}})}, context},
      rest,
    ),
  );
const problem = (minutes: number, visitor: string, context: Json, message: string): Json => ({
  ...shown(minutes, visitor, {}),
  kind: 'feedback',
  schema: 'stagepost/feedback/1',
  data: {kind: 'problem', message, blobs: [], context},
});

/** The exports of a collector that was sent these. */
async function exported(items: readonly Json[]): Promise<string[]> {
  const collector = bench();
  collector.set(noon + 100 * minute);
  for (const verdict of await collector.send(items)) assert.equal(verdict.status, 'stored');
  const token = await collector.token();
  return Promise.all(
    ['responses', 'events', 'feedback'].map(async name => {
      const answer = await collector.get(`/v1/export/${name}.ndjson`, token);
      return file(`${name}.ndjson`, await answer.text());
    }),
  );
}

async function* linesOf(...items: readonly unknown[]): AsyncGenerator<string> {
  for (const item of items) yield typeof item === 'string' ? item : JSON.stringify(item);
}

async function traced(items: readonly unknown[], map = plan()) {
  const collected = new Collected({journey: 'shop', visitor: 'ann'});
  const remarks = await collected.read(linesOf(...items));
  return {...traceOf(map, 'ann', collected), read: remarks};
}

/** The steps of a way in a line each: where, what, and how it kept to the plan. */
const wayOf = (map: JourneyMap | undefined): string[] =>
  (map?.steps ?? []).map(({id, stageId, tags = [], emotions = []}) =>
    [`${stageId}/${id}`, ...tags, ...emotions.map(({score}) => score)].join(' '),
  );

describe('the journey of one visitor', () => {
  const items = [
    shown(1, 'ann', on('list', 'find')),
    answered(2, 'ann', on('list', 'find'), 4, 'Much to see'),
    shown(3, 'ann', on('chat')),
    did(4, 'ann', rest => event('Basket Opened', {}, rest, {journey: 'shop'})),
    shown(5, 'ann', on('list')),
    problem(6, 'ann', on('checkout', 'buy'), 'Card refused'),
    answered(7, 'ann', on('checkout', 'buy'), 1, '=1+1 <b>"no"</b> ]]>'),
    shown(8, 'ann', on('checkout', 'buy')),
    shown(9, 'ann', {journey: 'shop'}),
    shown(9, 'ann', {journey: 'other', touchpoint: 'list'}),
    shown(1, 'bob', on('sizes')),
    shown(2, 'bob', on('gift')),
    shown(3, 'bob', on('shoe')),
  ];

  it('is an actual journey of CJML: what was collected, exported, converted and read again', async () => {
    const exports = await exported([...items].reverse());
    const map = file('shop.json', JSON.stringify(plan()));
    const traces = exports.flatMap(name => ['--trace', name]);
    const {code, out, error} = cli('convert', map, at('way.cjml'), '--visitor', 'ann', ...traces, '--lossy');
    assert.equal(code, 0, error);
    assert.match(out, /way\.cjml: 4 stages and 6 steps, as CJML\n$/);
    const text = readFileSync(at('way.cjml'), 'utf8');
    assert.match(text, /<actualJourney>\s*<journeyID>shop-ann<\/journeyID>[^]*<plannedReference>shop<\/plannedReference>/);
    const {map: way, remarks} = await readCjml(Buffer.from(text));
    assert.deepEqual([remarks.filter(({level}) => level === 'error'), way?.state, way?.compareTo], [[], 'research', 'shop']);
    assert.deepEqual(wayOf(way), [
      'find/search 1',
      'find/D1 adhoc',
      'find/sizes missing',
      'buy/basket',
      'find-2/D2',
      'buy-2/pay failing -2',
    ]);
    assert.equal(way!.steps[5]!.emotions![0]!.why, 'Card refused\n=1+1 <b>"no"</b> ]]>');
    // In the order of CJML, with the collector's times: from the first to the last time that the visitor was seen there.
    const paid = text.slice(text.indexOf('<touchpointID>pay<')).replace(/>\s+</g, '><');
    const times = `<timestamps><timeStarted>${iso(noon + 6 * minute)}</timeStarted><timeCompleted>${iso(noon + 8 * minute)}</timeCompleted></timestamps>`;
    assert.match(paid, new RegExp(`</channel>${times}<touchpointExperience><experienceDescription>[^]*<experienceRating>1</experienceRating>`));
    assert.match(error, /left out: what names no touchpoint, and no event that the plan has there \(1\)/);
    assert.match(error, /left out: what belongs to another journey than "shop", or to none \(1\)/);
  }); // prettier-ignore

  it('misses no step that nobody was ever seen at, that the plan may leave out, or that comes after the last one', async () => {
    const {map} = await traced(items);
    assert.deepEqual(wayOf(map).filter(step => step.includes('missing')), ['find/sizes missing']);
    // Where others were seen at the bench, it is missing; where a way of the plan passes it by, it is not.
    const seen = [...items, shown(1, 'bob', on('bench'))];
    assert.ok(wayOf((await traced(seen)).map).includes('find/think missing'));
    const around = plan();
    around.steps[1]!.next = [{stepId: 'think'}, {stepId: 'basket'}];
    assert.ok(!wayOf((await traced(seen, around)).map).includes('find/think missing'));
  }); // prettier-ignore

  it('takes an event of every stage for the step of the stage that is told, of whomever it is', async () => {
    const map = plan();
    map.steps[0]!.eventName = 'Stage Entered';
    map.steps[0]!.touchpoints = [];
    const entered = (minutes: number, visitor: string, stage?: string): Json =>
      did(minutes, visitor, rest => event('Stage Entered', {}, rest, {journey: 'shop', ...(stage && {stage})}));
    const bob = [entered(1, 'bob', 'buy'), shown(2, 'bob', on('sizes'))];
    const late = [shown(2, 'ann', on('sizes')), entered(3, 'ann', 'buy'), shown(4, 'ann', on('checkout'))];
    const {map: way, remarks} = await traced([...bob, ...late], map);
    assert.deepEqual(wayOf(way), ['find/sizes', 'buy/pay']);
    assert.match(remarks[0]!.text, /no event that the plan has there \(1\)/);
    const whole = await traced([...bob, entered(1, 'ann', 'find'), ...late], map);
    assert.deepEqual(wayOf(whole.map), ['find/search', 'find/sizes', 'buy/pay']);
    // Where no stage of the plan is told, the event is all that is known.
    for (const stage of [undefined, 'old'])
      assert.equal((await traced([entered(1, 'ann', stage), ...late], map)).map!.steps[0]!.id, 'search');
  });

  it('counts an item once, as its last revision says, however often it was exported', async () => {
    const answer = {...answered(1, 'ann', on('list'), 2, 'Much'), rev: 1};
    const later = {...answer, rev: 2, data: {...(answered(1, 'ann', on('list'), 4, 'Much to see')['data'] as Json)}};
    const gone = shown(2, 'ann', {journey: 'other', touchpoint: 'list'});
    const {map, remarks} = await traced([answer, gone, later, answer, later, gone]);
    assert.deepEqual(map!.steps.map(({emotions}) => emotions), [[{personaId: 'visitor', score: 1, why: 'Much to see'}]]);
    assert.match(remarks[0]!.text, /another journey than "shop", or to none \(1\)/);
  }); // prettier-ignore

  it("holds the visitor's own words beside a choice, none of blanks alone, and says what else was answered", async () => {
    const chosen = did(1, 'ann', rest =>
      response(
        null,
        {
          answers: {
            how: {type: 'csat', value: 2},
            causes: {type: 'multiple', values: ['bank'], other: 'The bank page looked false'},
            next: {type: 'single', value: 'no', other: ' '},
          },
          context: on('checkout'),
        },
        rest,
      ),
    );
    const {map, remarks} = await traced([chosen, problem(2, 'ann', on('checkout'), ' ')]);
    assert.deepEqual(remarks.map(({code, text}) => `${code} ${/\d+/.exec(text)![0]}`), ['trace/answers 2']); // prettier-ignore
    assert.equal(map!.steps[0]!.emotions![0]!.why, 'The bank page looked false');
  });

  it('names a missing step by the touchpoint at which others were seen', async () => {
    const map = plan();
    map.steps[1]!.touchpoints!.unshift({id: 'chart', name: 'The chart'});
    const {map: way} = await traced([shown(1, 'bob', on('sizes')), shown(2, 'ann', on('checkout'))], map);
    assert.deepEqual(way!.steps.map(({id, touchpoints}) => [id, touchpoints![0]!.id]), [['sizes', 'sizes'], ['pay', 'checkout']]);
  }); // prettier-ignore

  it('is a deviation where a step is done again, unless the plan leads back to it', async () => {
    const again = [shown(1, 'ann', on('list')), shown(2, 'ann', on('sizes')), shown(3, 'ann', on('list'))];
    const straight = plan();
    delete straight.steps[3]!.next;
    assert.deepEqual(wayOf((await traced(again, straight)).map), ['find/search', 'find/sizes', 'find/D1 adhoc']);
    assert.deepEqual(wayOf((await traced(again)).map), ['find/search', 'find/sizes', 'find/D1']);
  });

  it('goes by the time that the collector corrected, and takes a touchpoint in the stage that is told', async () => {
    const map = plan();
    map.steps[6]!.touchpoints![0] = {id: 'list-again', name: 'The list again', surveyTouchpointId: 'list'};
    const late = {...shown(1, 'ann', on('list', 'use')), correctedAt: iso(noon + 50 * minute)};
    assert.deepEqual(wayOf((await traced([late, shown(2, 'ann', on('sizes')), shown(0, 'ann', on('list'))], map)).map), [
      'find/search',
      'find/sizes',
      'use/wear',
    ]);
  }); // prettier-ignore

  it('keeps ids apart that the plan has for itself, and cuts no words in silence', async () => {
    const map = plan();
    map.steps[1]!.id = 'D1';
    const words = 'x'.repeat(3000);
    const told = [
      shown(1, 'ann', on('chat')),
      answered(2, 'ann', on('sizes'), 5, words),
      answered(3, 'ann', on('sizes'), 9, words),
    ];
    const {map: way, remarks} = await traced(told, map);
    assert.deepEqual(wayOf(way), ['find/D2 adhoc', 'find/D1 2']);
    assert.deepEqual(remarks.map(({level, place}) => `${level} ${place}`), ['error D1', 'note D1']);
  }); // prettier-ignore

  it('names the line that is no item of an export, and reads the others', async () => {
    const {map, read} = await traced(['\uFEFF', '{', {kind: 'event'}, shown(1, 'ann', on('list')), '', '[]']);
    assert.deepEqual(wayOf(map), ['find/search']);
    assert.deepEqual(read.map(({level, place}) => `${level} ${place}`), ['error line 2', 'error line 3', 'error line 6']);
    assert.match(read[0]!.text, /it is no JSON/);
  }); // prettier-ignore

  it('is refused with a remedy where it is longer than a map', async () => {
    const wander = (count: number) =>
      Array.from({length: count}, (_, n) => shown(n, 'ann', on(['list', 'sizes', 'chat'][n % 3]!)));
    assert.equal((await traced(wander(500))).map?.steps.length, 500);
    const {map, remarks} = await traced(wander(501));
    assert.equal(map, undefined);
    assert.deepEqual(remarks.map(({code}) => code), ['trace/long']);
    assert.match(remarks[0]!.text, /the way of "ann" has 501 steps in 1 stages, and a map holds 500 in \d+; export fewer days/);
  }); // prettier-ignore

  it('is refused in words where there is nobody, no file, or half a question', async () => {
    const map = file('shop.json', JSON.stringify(plan()));
    const [responses] = await exported(items);
    const asked = (...args: string[]) => cli('convert', map, at('nobody.cjml'), '--lossy', ...args);
    const nobody = asked('--visitor', 'zoe', '--trace', responses!);
    assert.equal(nobody.code, 1);
    assert.match(nobody.error, /nothing was collected of the visitor "zoe" at a touchpoint of the journey "shop"; look at/);
    const nowhere = asked('--visitor', 'ann', '--trace', at('none.ndjson'));
    assert.deepEqual([nowhere.code, nowhere.error], [1, `stagepost: The file ${at('none.ndjson')} cannot be read (ENOENT); check the path and its permissions.\n`]);
    for (const half of [['--visitor', 'ann'], ['--trace', responses!], ['--visitor', '', '--trace', responses!]])
      assert.deepEqual([asked(...half).code, /^stagepost: --(visitor|trace) needs --/.test(asked(...half).error)], [2, true]);
  }); // prettier-ignore
});
