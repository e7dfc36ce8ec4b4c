/** What a map is made of, how it is filtered, searched, linked to and cut for paper. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {curveOf, halves} from '../../src/journey/curve.js';
import {cut, pagesOf} from '../../src/journey/cut.js';
import {sourcesAt} from '../../src/journey/evidence.js';
import {choicesOf, facets, fits} from '../../src/journey/filter.js';
import {itemsOf} from '../../src/journey/items.js';
import {meanOf, partsOf} from '../../src/journey/parts.js';
import {search} from '../../src/journey/search.js';
import {hashOf, plainView, type View, viewOf, views, zooms} from '../../src/journey/view.js';
import {lasting} from '../../src/locales/journey-map/lasting.js';
import {type JourneyTexts, journeyTexts, Words} from '../../src/locales/journey-map/words.js';
import {journeyMapSchema} from '../../src/schema/journey-map.js';
import {seed} from '../support/arbitraries.js';
import {smallMap, wideMap} from '../support/journeys.js';

const parts = partsOf(smallMap());
const items = itemsOf(parts);
const keys = (list: readonly {readonly key: string}[]) => list.map(({key}) => key);
const item = (key: string) => items.find(one => one.key === key)!;

describe('the sources at a step', () => {
  it('are those of everything that is there, each once: emotions, what stands in cells, and pain points', () => {
    const map = smallMap();
    const [told, asked, seen] = ['told', 'asked', 'seen'].map(label => ({type: 'interview' as const, label}));
    map.steps[0]!.emotions![0]!.refs = [told!];
    map.cells![0]!.refs = [told!, asked!];
    map.cells![1]!.items![0]!.refs = [seen!];
    map.painPoints![0]!.refs = [asked!, seen!];
    const at = sourcesAt(itemsOf(partsOf(map)));
    const labels = (stepId: string) => at.get(stepId)?.map(({label}) => label);
    assert.deepEqual(labels('search'), ['told', 'asked', 'seen']);
    assert.deepEqual(labels('try'), ['told', 'asked', 'seen'], 'the cell goes on here');
    assert.deepEqual(labels('pay'), ['NPS+', 'seen']);
    assert.equal(sourcesAt(items).get('try'), undefined);
  });
});

describe('how long something takes', () => {
  it('is said in the largest unit that it fills, in the words of the language', async () => {
    const english = new Words(journeyTexts('en') as JourneyTexts, 'en');
    const said = [0, 40_000, 90_000, 180_000, 5_400_000, 259_200_000].map(ms => lasting(english, ms));
    assert.deepEqual(said, ['0 seconds', '40 seconds', '1.5 minutes', '3 minutes', '1.5 hours', '3 days']);
    await journeyTexts('de');
    const german = new Words(journeyTexts('de') as JourneyTexts, 'de');
    assert.equal(lasting(german, 5_400_000), '1,5 Stunden');
  });
});

describe('the items of a map', () => {
  it('are everything that can be opened, each once, in the order of the journey', () => {
    assert.deepEqual(keys(items), [
      'persona:ana', 'persona:ben',
      'stage:find', 'step:search', 'touchpoint:list', 'emotion:search/ana', 'emotion:search/ben', 'step:try',
      'stage:buy', 'step:pay', 'emotion:pay/ana',
      'entry:c1', 'entry:c2/0', 'pain-point:slow', 'opportunity:guide', 'kpi:visits', 'kpi:returns',
    ]); // prettier-ignore
  });

  it('know where they are, whose they are and how well they are backed', () => {
    assert.deepEqual(item('entry:c1').stepIds, ['search', 'try']);
    assert.deepEqual(item('stage:find').stepIds, ['search', 'try']);
    assert.deepEqual(item('kpi:visits').stepIds, ['search', 'try'], 'a measure of a stage is at its steps');
    assert.deepEqual(item('touchpoint:list').channelIds, ['web']);
    assert.equal(item('entry:c2/0').confidence, 'partly');
    assert.equal(item('emotion:pay/ana').refs[0]!.label, 'NPS+');
  });

  it('take the owner of their step, or of its stage, where they have none', () => {
    const map = smallMap();
    map.stages[0]!.owner = 'Shop team';
    map.steps[1]!.owner = 'Size team';
    map.steps[0]!.touchpoints![0]!.owner = 'List team';
    const owners = new Map(itemsOf(partsOf(map)).map(({key, owner}) => [key, owner]));
    assert.equal(owners.get('step:search'), 'Shop team');
    assert.equal(owners.get('step:try'), 'Size team');
    assert.equal(owners.get('touchpoint:list'), 'List team');
    assert.equal(owners.get('pain-point:slow'), 'Shop team');
    assert.equal(owners.get('step:pay'), undefined);
  });

  it('get lanes of their own where the map names none', () => {
    const map = smallMap();
    delete map.lanes;
    delete map.cells;
    assert.deepEqual(
      partsOf(map).lanes.map(({kind}) => kind),
      ['touchpoints', 'emotion', 'engagement', 'moments-of-truth', 'pain-points', 'opportunities', 'kpis', 'links', 'nested-map'],
    ); // prettier-ignore
  });
});

describe('the filter', () => {
  const shown = (filter: Parameters<typeof fits>[1], strict = false) =>
    keys(items.filter(one => fits(one, filter, strict)));

  it('asks for nothing where it is empty', () => {
    assert.equal(shown({}).length, items.length);
    assert.equal(shown({persona: []}).length, items.length);
  });

  it('hides on the map only what could have what is asked for', () => {
    const left = shown({persona: ['ben']});
    assert.ok(left.includes('emotion:search/ben') && !left.includes('emotion:search/ana'));
    assert.ok(left.includes('entry:c1'), 'what belongs to nobody belongs to all');
    assert.ok(!left.includes('pain-point:slow'), 'a pain of Ana alone');
    assert.ok(shown({severity: ['5']}).includes('touchpoint:list'), 'a touchpoint has no severity');
    assert.ok(!shown({severity: ['5']}).includes('pain-point:slow'));
    assert.ok(shown({severity: ['4']}).includes('pain-point:slow'));
  });

  it('is strict in a list: an item has what is asked for', () => {
    assert.deepEqual(shown({severity: ['4']}, true), ['pain-point:slow']);
    assert.deepEqual(shown({status: ['planned', 'idea']}, true), ['opportunity:guide']);
    assert.deepEqual(shown({channel: ['mail']}, true), []);
  });

  it('offers what there is to choose between, in the order of the model', () => {
    const map = smallMap();
    map.opportunities!.push({id: 'b', title: 'B', impact: 1, effort: 1, status: 'idea'});
    assert.deepEqual(choicesOf(itemsOf(partsOf(map))).find(({facet}) => facet === 'status')!.values, [
      'idea',
      'planned',
    ]);
    assert.equal(
      choicesOf(items).find(({facet}) => facet === 'owner'),
      undefined,
      'nobody owns anything',
    );
  });
});

describe('the search', () => {
  it('finds all words, whatever their accents and case', () => {
    const map = smallMap();
    map.steps[1]!.name = 'Größe prüfen';
    const list = itemsOf(partsOf(map));
    assert.deepEqual(keys(search(list, 'GROSSE pruf')), ['step:try']);
    assert.deepEqual(search(list, '  '), []);
    assert.deepEqual(search(list, 'nowhere at all'), []);
  });
});

describe('the line of emotions', () => {
  const values = fc.array(fc.option(fc.double({min: -2, max: 2, noNaN: true}), {nil: null}), {maxLength: 12});

  it('goes through its points and never beyond the two that it joins; a gap stays a gap', () => {
    fc.assert(
      fc.property(values, list => {
        const pieces = curveOf(list);
        assert.equal(pieces.length, Math.max(0, list.length - 1));
        pieces.forEach((piece, at) => {
          const [a, b] = [list[at]!, list[at + 1]!];
          if (piece === null) return assert.ok(list[at] === null || list[at + 1] === null);
          assert.ok(list[at] !== null && list[at + 1] !== null);
          assert.deepEqual([piece[0], piece[3]], [a, b]);
          for (let t = 0; t <= 1; t += 0.05) {
            const y = (1 - t) ** 3 * piece[0] + 3 * (1 - t) ** 2 * t * piece[1] + 3 * (1 - t) * t ** 2 * piece[2] + t ** 3 * piece[3]; // prettier-ignore
            assert.ok(y >= Math.min(a, b) - 1e-9 && y <= Math.max(a, b) + 1e-9, `${y} between ${a} and ${b}`);
          }
          return;
        });
      }),
      {seed, numRuns: 2000},
    );
  });

  it('is cut at the middle of the way into two that meet', () => {
    const [left, right] = halves([0, 1, 3, 4]);
    assert.deepEqual(left, [0, 0.5, 1.25, 2]);
    assert.deepEqual(right, [2, 2.75, 3.5, 4]);
  });

  it('has no mean of nothing', () => {
    assert.equal(meanOf([]), null);
    assert.equal(meanOf([-2, 1]), -0.5);
  });
});

describe('the view in the hash', () => {
  const text = fc.string({unit: 'grapheme', maxLength: 12}).filter(one => !/\p{Surrogate}/u.test(one));
  const list = fc.array(text, {maxLength: 4}).map(all => all.filter(Boolean));
  const view: fc.Arbitrary<View> = fc.record({
    trail: list.filter(all => all.length > 0),
    view: fc.constantFrom(...views),
    zoom: fc.constantFrom(...zooms),
    density: fc.constantFrom('comfortable' as const, 'compact' as const),
    fit: fc.boolean(),
    folded: list,
    hidden: fc.option(list, {nil: undefined}),
    shut: fc.option(list, {nil: undefined}),
    pinned: fc.option(list, {nil: undefined}),
    order: list,
    filter: fc.record(Object.fromEntries(facets.map(facet => [facet, list]))),
    query: text,
    item: text,
    sort: text,
    group: text,
    slide: fc.nat(500),
    weights: fc.array(fc.integer({min: 0, max: 10}), {maxLength: 6}),
    against: text,
    changes: list,
  });
  const whole = (one: View): View => ({
    ...one,
    filter: Object.fromEntries(
      facets.flatMap(facet => (one.filter[facet]?.length ? [[facet, one.filter[facet]]] : [])),
    ),
  });

  it('comes back as it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(view, one => assert.deepEqual(viewOf(`#${hashOf(one)}`), whole(one))),
      {seed, numRuns: 2000},
    );
  });

  it('holds no half characters, which no address can', () => {
    const half = 'Team \uD83D';
    assert.equal(viewOf(hashOf({...plainView, filter: {owner: [half]}}))!.filter.owner?.[0], 'Team \uFFFD');
    assert.equal(viewOf(hashOf({...plainView, query: `🙂${half}`}))!.query, '🙂Team \uFFFD');
  });

  it('is short where nothing is changed, and leaves the hash of others alone', () => {
    assert.equal(hashOf({...plainView, trail: ['shop']}), 'map=shop');
    for (const other of ['', '#', '#/route', '#top', '#mapping']) assert.equal(viewOf(other), undefined, other);
  });

  it('reads what it understands of a broken hash', () => {
    const read = viewOf('#map=a,b%ZZ&view=nonsense&slide=-4&weights=99,x&zoom=steps&nobody=1')!;
    assert.deepEqual(
      [read.trail, read.view, read.slide, read.weights, read.zoom],
      [['a', 'b%ZZ'], 'map', 0, [10, 0], 'steps'],
    );
  });
});

describe('a map cut for paper', () => {
  it('keeps stages whole where they fit, and loses no step', () => {
    const map = wideMap(2, 23);
    const pages = pagesOf(map, 6);
    assert.deepEqual(pages.flat().map(({id}) => id), map.steps.map(({id}) => id)); // prettier-ignore
    assert.ok(pages.every(page => page.length <= 6));
    const stages = pages.map(page => new Set(page.map(({stageId}) => stageId)));
    for (const {id} of map.stages) assert.equal(stages.filter(on => on.has(id)).length, 1, id);
    assert.deepEqual(pagesOf(wideMap(1, 9), 50).length, 1);
  });

  it('is a sound map itself, with spans cut off at its ends', () => {
    const map = smallMap();
    map.cells![0]!.to = 'pay';
    delete map.steps[0]!.next;
    delete map.steps[2]!.next;
    const part = cut(map, map.steps.slice(1, 2));
    assert.deepEqual([part.cells![0]!.from, part.cells![0]!.to], ['try', 'try']);
    assert.equal(part.cells!.length, 1);
    assert.deepEqual(part.painPoints![0]!.stepIds, ['try']);
    part.cells![0]!.refIds = [];
    assert.ok(journeyMapSchema.safeParse(part).success);
  });
});
