/** What is found between two maps: every kind of change, nothing where there is none, the same from the other side, in a time that grows with the maps. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {type Change, compare, type How, inOrder} from '../../src/journey/compare.js';
import {alike, interleaved, movedOf, pairUp} from '../../src/journey/pairs.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../support/journeys.js';

const template = (name: string): JourneyMap =>
  JSON.parse(readFileSync(new URL(`../../src/templates/${name}.json`, import.meta.url), 'utf8')) as JourneyMap;

/** A map that has been worked on. */
function worked(change: (map: JourneyMap) => void, from = smallMap()): JourneyMap {
  const map = structuredClone(from);
  change(map);
  return map;
}
const between = (change: (map: JourneyMap) => void, from = smallMap()) => compare(from, worked(change, from));
/** `pain-point changed "Sizes are unclear": severity 4 > 2`. */
const line = ({part, hows, before, after, fields}: Change): string =>
  `${part} ${hows.join('+')} "${(after ?? before)!.title}"${fields.map(one => `: ${one.field} ${String(one.before)} > ${String(one.after)}`).join('')}`;
const lines = (change: (map: JourneyMap) => void, from?: JourneyMap) => between(change, from).changes.map(line);

describe('two maps', () => {
  it('have no difference where there is none, whatever the order of keys and of ids in a list', () => {
    for (const map of [smallMap(), template('shop'), template('service-blueprint'), wideMap(3, 12)]) {
      const {changes, counts, feelings} = compare(map, structuredClone(map));
      assert.deepEqual(changes, []);
      assert.deepEqual(counts, {added: 0, removed: 0, changed: 0, moved: 0});
      assert.equal(feelings.overall.delta ?? 0, 0);
    }
    const turned = worked(map => {
      map.cells![0]!.refIds!.reverse();
      map.steps = map.steps.map(step => Object.fromEntries(Object.entries(step).reverse()) as typeof step);
      map.tags = [];
    });
    assert.deepEqual(compare(smallMap(), turned).changes, []);
  });

  it('show what was added and removed', () => {
    assert.deepEqual(
      lines(map => {
        map.stages.push({id: 'use', name: 'Use'});
        map.steps.push({id: 'wear', stageId: 'use', name: 'Wear them', touchpoints: [{id: 'box', name: 'Box'}], emotions: [{score: 2}]});
        map.personas!.push({id: 'cleo', name: 'Cleo'});
        map.cells!.push({id: 'c3', laneId: 'back', from: 'pay', text: 'Packs'});
        map.kpis!.push({id: 'nps', name: 'NPS', kind: 'nps', direction: 'up', tier: 'governance'});
      }),
      [
        'persona added "Cleo"', 'stage added "Use"', 'step added "Wear them"', 'touchpoint added "Box"', 'emotion added ""',
        'entry added "Packs"', 'kpi added "NPS"',
      ],
    ); // prettier-ignore
    assert.deepEqual(
      lines(map => {
        map.painPoints = [];
        map.opportunities = [];
        map.steps[0]!.emotions!.pop();
        map.channels!.pop();
        map.cells!.shift();
      }),
      [
        'channel removed "E-mail"', 'emotion removed "Ben"', 'entry removed "Compares"',
        'pain-point removed "Sizes are unclear"', 'opportunity removed "A guide to sizes"',
      ],
    ); // prettier-ignore
  });

  it('show which field was changed, from what to what, with names for ids', () => {
    assert.deepEqual(
      lines(map => {
        map.title = 'Buying boots';
        map.personas![0]!.role = 'Buys for two';
        map.stages[0]!.goal = 'See what is there';
        map.steps[1]!.engagement = 2;
        map.steps[0]!.touchpoints![0]!.channelId = 'mail';
        map.steps[2]!.emotions![0]!.score = 1;
        map.painPoints![0]!.severity = 2;
        map.painPoints![0]!.kpiIds = ['visits', 'returns'];
        map.opportunities![0]!.status = 'shipped';
        map.opportunities![0]!.experiment!.after = 0.2;
        map.kpis![1]!.value = 0.25;
        map.cells![1]!.items![0]!.text = 'Types the number';
        map.lanes![0]!.title = 'Doing';
      }),
      [
        'map changed "Buying boots": title Buying shoes > Buying boots',
        'persona changed "Ana": role Buys for the family > Buys for two',
        'stage changed "Find": goal See what fits > See what is there',
        'step changed "Look at sizes": engagement 4 > 2',
        'touchpoint changed "List of shoes": channelId Web shop > E-mail',
        'emotion changed "Ana": score -2 > 1',
        'lane changed "Doing": title Actions > Doing',
        'entry changed "Types the number": items Types the card · partly > Types the number · partly',
        'pain-point changed "Sizes are unclear": severity 4 > 2: kpiIds Returns > Visits,Returns',
        'opportunity changed "A guide to sizes": status planned > shipped: experiment.after undefined > 0.2',
        'kpi changed "Returns": value undefined > 0.25',
      ],
    );
  });

  it('show what was moved: as few things as explain the new order, and what stands elsewhere', () => {
    assert.deepEqual(lines(map => void map.stages.reverse()).filter(one => one.startsWith('stage')), ['stage moved "Find": position 1 > 2']); // prettier-ignore
    const five = worked(map => {
      map.steps = ['a', 'b', 'c', 'd', 'e'].map(id => ({id, stageId: 'find', name: id}));
      for (const list of ['cells', 'painPoints', 'opportunities'] as const) delete map[list];
    });
    assert.deepEqual(
      lines(map => void map.steps.unshift(map.steps.pop()!), five),
      ['step moved "e": position 5 > 1'],
    );
    assert.deepEqual(lines(map => void (map.steps[1]!.stageId = 'buy')), ['step moved "Look at sizes": stage Find > Buy']); // prettier-ignore
    const elsewhere = (map: JourneyMap) => void (map.steps[1]!.touchpoints = map.steps[0]!.touchpoints!.splice(0));
    assert.deepEqual(lines(elsewhere), ['touchpoint moved "List of shoes": steps Search > Look at sizes']);
    assert.deepEqual(
      lines(map => {
        map.painPoints![0]!.stepIds = ['pay'];
        map.painPoints![0]!.severity = 5;
        map.cells![0]!.laneId = 'back';
        delete map.cells![0]!.to;
      }),
      [
        'entry moved "Compares": lane Actions > Backstage: steps Search,Look at sizes > Search',
        'pain-point changed+moved "Sizes are unclear": steps Search,Look at sizes > Pay: severity 4 > 5',
      ],
    );
  });

  it('pair by an alike name in the same stage where the ids are others', () => {
    const renamed = worked(map => {
      const text = JSON.stringify(map).replace(/"(ana|ben|mail|find|buy|search|try|pay|doing|feel|back|c1|c2|slow|guide|visits|returns)"/g, '"x-$1"'); // prettier-ignore
      Object.assign(map, JSON.parse(text));
      map.steps[0]!.name = 'SEARCH!';
      map.steps[1]!.name = 'Sizes';
    });
    assert.deepEqual(compare(smallMap(), renamed).changes.map(line), [
      'step changed "SEARCH!": name Search > SEARCH!: next Look at sizes > Sizes',
      'step added "Sizes"',
      'step removed "Look at sizes"',
      'entry moved "Compares": steps Search,Look at sizes > SEARCH!,Sizes',
      'pain-point moved "Sizes are unclear": steps Search,Look at sizes > SEARCH!,Sizes',
      'opportunity moved "A guide to sizes": steps Look at sizes > Sizes',
    ]);
  });

  it('may call a trait of a persona whatever they like', () => {
    const traits = ['constructor', 'toString', 'stepIds', 'tags'];
    const named = worked(map => void (map.personas![0]!.attributes = Object.fromEntries(traits.map(one => [one, 'old']))));
    assert.deepEqual(compare(named, structuredClone(named)).changes, []);
    assert.deepEqual(
      lines(map => void (map.personas![0]!.attributes!['constructor'] = 'new'), named),
      ['persona changed "Ana": attributes.constructor old > new'],
    );
  }); // prettier-ignore

  it('hold what a new persona feels against nobody, whatever the others are called', () => {
    const before = worked(map => {
      map.personas!.push({id: 'nobody', name: 'No one'});
      map.steps[1]!.emotions = [{personaId: 'nobody', score: -2}];
    });
    const after = worked(map => {
      map.personas!.push({id: 'cleo', name: 'Cleo'});
      map.steps[1]!.emotions = [{personaId: 'cleo', score: 2}];
    });
    const felt = compare(before, after).changes.filter(({part}) => part === 'emotion');
    assert.deepEqual(felt.map(line), ['emotion added "Cleo"', 'emotion removed "No one"']);
  });

  it('tell how each persona feels at each step, and on the whole', () => {
    const {feelings} = between(map => {
      map.steps[0]!.emotions = [{personaId: 'ana', score: 2}, {personaId: 'ben', score: -2}]; // prettier-ignore
      map.steps[1]!.emotions = [{personaId: 'ana', score: 1}];
      map.steps[2]!.emotions![0]!.score = 1;
    });
    const told = feelings.deltas.map(({step, feeler, before, after, delta}) => [feeler.after?.id, step.after?.id, before, after, delta]); // prettier-ignore
    assert.deepEqual(told, [
      ['ana', 'search', 1, 2, 1], ['ana', 'try', null, 1, null], ['ana', 'pay', -2, 1, 3], ['ben', 'search', -1, -2, -1],
    ]); // prettier-ignore
    // Ana 1 and -2 against 2 and 1, Ben -1 against -2.
    assert.deepEqual(feelings.feelers[0]!.overall, {before: -0.5, after: 1.5, delta: 2, n: 2, better: 2, worse: 0});
    assert.deepEqual(feelings.feelers[1]!.overall, {before: -1, after: -2, delta: -1, n: 1, better: 0, worse: 1});
    assert.deepEqual(feelings.overall, {before: -2 / 3, after: 1 / 3, delta: 1, n: 3, better: 2, worse: 1});
  });

  it('put the steps of both beside each other, what is gone where it stood', () => {
    const {columns} = between(map => {
      map.steps.splice(1, 1, {id: 'ask', stageId: 'find', name: 'Ask'});
      map.stages.unshift({id: 'hear', name: 'Hear of it'});
      delete map.cells;
      delete map.opportunities;
      map.painPoints![0]!.stepIds = ['search'];
    });
    assert.deepEqual(
      columns.map(({stage, steps}) => [(stage.after ?? stage.before)!.name, ...steps.map(({before, after}) => `${before?.name ?? ''}/${after?.name ?? ''}`)]),
      [['Hear of it'], ['Find', 'Search/Search', 'Look at sizes/', '/Ask'], ['Buy', 'Pay/Pay']],
    ); // prettier-ignore
  });
});

const turned: Readonly<Record<How, How>> = {added: 'removed', removed: 'added', changed: 'changed', moved: 'moved'};
/** The changes as they are from the other side. */
const mirrored = (changes: readonly Change[]): string[] =>
  changes
    .map(
      ({part, hows, before, after, fields}) =>
      JSON.stringify([part, hows.map(how => turned[how]), after, before, fields.map(one => [one.field, one.after, one.before])]), // prettier-ignore
    )
    .sort();
const straight = (changes: readonly Change[]): string[] =>
  changes
    .map(({part, hows, before, after, fields}) =>
      JSON.stringify([part, hows, before, after, fields.map(one => [one.field, one.before, one.after])]),
    )
    .sort();

describe('the comparison of two maps', () => {
  it('is the mirror of the comparison the other way round', () => {
    const shop = template('shop');
    const other = worked(map => {
      map.stages.reverse();
      map.steps.sort((a, b) => (a.name < b.name ? -1 : 1));
      map.cells!.splice(3, 4);
      map.steps.forEach((step, at) => at % 3 || delete step.emotions);
      map.painPoints!.forEach(pain => void (pain.severity = 6 - pain.severity));
      Object.assign(map, JSON.parse(JSON.stringify(map).replaceAll('"nora"', '"someone-else"')));
      map.lanes!.reverse();
    }, shop);
    const pairs: [JourneyMap, JourneyMap][] = [[shop, other], [shop, template('membership')], [smallMap(), wideMap(2, 9)]]; // prettier-ignore
    for (const [a, b] of pairs) {
      const there = compare(a, b);
      const back = compare(b, a);
      assert.ok(there.changes.length > 20);
      assert.deepEqual(mirrored(there.changes), straight(back.changes));
      assert.equal(there.counts.added, back.counts.removed);
      const flipped = there.feelings.overall.delta;
      assert.ok(Math.abs((flipped ?? 0) + (back.feelings.overall.delta ?? 0)) < 1e-12);
    }
  });

  it('looks at each of 20,000 cells a few times, not at each for each other', () => {
    let looks = 0;
    const watched = (map: JourneyMap): JourneyMap => ({
      ...map,
      cells: map.cells!.map(cell =>
        Object.defineProperty({...cell}, 'id', {enumerable: true, get: () => (looks++, cell.id)}),
      ),
    });
    const a = wideMap(40, 500);
    // Other ids for all, and other words in each: only lane and step say which cell is which.
    const b = worked(map => map.cells!.forEach((cell, at) => Object.assign(cell, {id: `n${at}`, text: `Words ${at}`})), a); // prettier-ignore
    const {changes} = compare(watched(a), watched(b));
    assert.equal(changes.length, 20_000);
    assert.ok(changes.every(({hows}) => hows.join() === 'changed'));
    assert.ok(looks < 40_000 * 8, `${looks} looks at 40,000 cells`);
  });
});

describe('the order of two maps', () => {
  it('has what should be after what is, and what somebody went through after its plan, from either side', () => {
    const plan = worked(map => (map.updatedAt = '2026-11-16'));
    const others: Readonly<Record<string, JourneyMap>> = {
      way: {...smallMap(), id: 'shop-ana', state: 'research', compareTo: 'shop'},
      later: {...plan, updatedAt: '2026-11-17'},
      future: {...smallMap(), id: 'to-be', state: 'future', updatedAt: '2026-11-15'},
    };
    for (const [name, other] of Object.entries(others)) {
      assert.deepEqual(inOrder(plan, other), [plan, other], name);
      assert.deepEqual(inOrder(other, plan), [plan, other], name);
    }
    // Where both name each other, or neither is told, the day and then the side decide.
    const each = {...others['way']!, updatedAt: '2026-11-15'};
    const named = {...plan, compareTo: 'shop-ana'};
    assert.deepEqual(inOrder(named, each), [each, named]);
    const plain = {...smallMap(), id: 'plain'};
    assert.deepEqual([inOrder(plan, plain)[0], inOrder(plain, plan)[0]], [plain, plan]);
  });

  it('come in the order of their versions where their days do not tell', () => {
    const edition = (version: string, updatedAt?: string): JourneyMap => ({
      ...smallMap(),
      version,
      ...(updatedAt && {updatedAt}),
    });
    const [older, newer] = [edition('1.9'), edition('1.10')];
    assert.deepEqual(inOrder(older, newer), [older, newer]);
    assert.deepEqual(inOrder(newer, older), [older, newer]);
    const [today, tomorrow] = [edition('2', '2026-11-30'), edition('1', '2026-12-01')];
    assert.deepEqual(inOrder(today, tomorrow), [today, tomorrow], 'the days say more');
    const another = {...newer, id: 'another'};
    assert.deepEqual(inOrder(older, another)[0], another, 'versions of two maps say nothing');
  });
});

describe('pairs', () => {
  it('are made once each, by id first, then in the order of those that are alike', () => {
    const make = (text: string) => [...text].map(name => ({id: `${text}${name}${Math.random()}`, name}));
    const [one, two] = [make('aab'), make('aaa')];
    const {pairs} = pairUp(one, two, ({name}) => name);
    assert.deepEqual(
      pairs.map(({before, after}) => [one.indexOf(before!), two.indexOf(after!)]),
      [[0, 0], [1, 1], [-1, 2], [2, -1]],
    ); // prettier-ignore
    assert.equal(alike('  Sign–up! '), alike('sign UP'));
    assert.equal(alike('Größe'), 'grosse');
    assert.equal(alike('🙂'), '🙂', 'what has no letters is itself');
  });

  it('are moved as few at a time as can be, and the same ones from either side', () => {
    const name = (pair: number) => 'abcdefgh'[pair]!;
    const orders: [number[], number[], number[]][] = [
      [[0, 1, 2, 3], [0, 1, 2, 3], []], [[0, 1, 2, 3], [3, 0, 1, 2], [3]], [[0, 1, 2, 3], [1, 2, 3, 0], [0]],
    ]; // prettier-ignore
    for (const [a, b, moved] of orders) assert.deepEqual([...movedOf(a, b, name)], moved);
    const orderings = [[0, 1], [1, 0], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 4, 0, 1, 2]]; // prettier-ignore
    for (const a of orderings)
      for (const b of orderings)
        if (a.length === b.length) assert.deepEqual([...movedOf(a, b, name)].sort(), [...movedOf(b, a, name)].sort());
    assert.deepEqual(interleaved([1, 2, 3, 4], [9, 3, 1]), [9, 3, 4, 1, 2]);
  });
});
