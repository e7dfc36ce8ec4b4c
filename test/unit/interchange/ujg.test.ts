/** UJG: our own maps there and back, documents of others, and what is wrong with some. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {formats} from '../../../src/interchange/formats.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../../support/journeys.js';
import {nastyMaps} from '../../support/nasty-maps.js';

const {read, write, losses} = await formats.ujg.load();
const readText = (text: string) => read!(new TextEncoder().encode(text));
const writeText = async (map: JourneyMap): Promise<string> => String((await write!(map))[0]!.data);

const templates = new URL('../../../src/templates/', import.meta.url);
const maps: JourneyMap[] = readdirSync(templates)
  .filter(file => file.endsWith('.json'))
  .map(file => JSON.parse(readFileSync(new URL(file, templates), 'utf8')) as JourneyMap);

interface Item {
  readonly type: string;
  readonly id: string;
  readonly [key: string]: unknown;
}

describe('a map written as UJG', () => {
  it('comes back whole: the templates, the small map, a wide one, and 200 with nasty names', async () => {
    assert.equal(maps.length, 6);
    for (const map of [...maps, smallMap(), wideMap(3, 60), ...nastyMaps()]) {
      const {map: back, remarks} = await readText(await writeText(map));
      assert.deepEqual([remarks, losses!(map)], [[], []]);
      assert.deepEqual(back, map);
    }
  });

  it('is a document whose every reference leads to one of its nodes', async () => {
    for (const map of [...maps, smallMap()]) {
      const {items} = JSON.parse(await writeText(map)) as {items: Item[]};
      const ids = items.map(({id}) => id);
      assert.equal(new Set(ids).size, ids.length);
      const refs = items.flatMap(item =>
        Object.entries(item).flatMap(([key, value]) =>
          /Refs?$|^from$|^to$|^startState$/.test(key) ? [value].flat().map(String) : [],
        ),
      );
      assert.deepEqual(
        refs.filter(ref => !ids.includes(ref)),
        [],
      );
      assert.ok(refs.length > items.length / 2);
    }
  });

  it('says in words of UJG what UJG has words for', async () => {
    const {items, ...rest} = JSON.parse(await writeText(smallMap())) as {items: Item[]};
    assert.deepEqual(rest, {'@context': 'https://ujg.specs.openuji.org/ed/context.jsonld', 'type': 'UJGDocument', 'specVersion': '1.0'}); // prettier-ignore
    const of = (type: string) =>
      items
        .filter(item => item.type === type)
        .map(item => {
          const told = {...item};
          delete (told as {extensions?: unknown}).extensions;
          return told;
        });
    const urn = (end: string) => `urn:stagepost:shop:${end}`;
    assert.deepEqual(of('Phase')[1], {type: 'Phase', id: urn('phase:buy'), label: 'Buy', order: 2});
    assert.deepEqual(of('Touchpoint'), [{type: 'Touchpoint', id: urn('touchpoint:list'), label: 'List of shoes', channel: 'web'}]); // prettier-ignore
    assert.deepEqual(of('ExperienceStep')[0], {
      type: 'ExperienceStep',
      id: urn('step:search'),
      label: 'Search',
      stateRefs: [urn('state:search')],
      phaseRef: urn('phase:find'),
      touchpointRefs: [urn('touchpoint:list')],
    });
    assert.deepEqual(of('PainPoint')[0], {
      type: 'PainPoint',
      id: urn('pain-point:slow'),
      label: 'Sizes are unclear',
      severity: 0.75,
      experienceRefs: [urn('step:search'), urn('step:try')],
      graphRefs: [urn('state:search'), urn('state:try')],
    });
    assert.deepEqual(
      of('Transition').map(({from, to, label}) => [from, to, label]),
      [
        [urn('state:search'), urn('state:try'), undefined],
        [urn('state:try'), urn('state:pay'), undefined],
        [urn('state:pay'), urn('state:search'), 'card refused'],
      ],
    );
  });

  it('follows what others changed in it', async () => {
    const document = JSON.parse(await writeText(smallMap())) as {items: Record<string, unknown>[]};
    const find = (type: string, label?: string) =>
      document.items.find(item => item['type'] === type && (!label || item['label'] === label))!;
    find('Phase', 'Buy')['label'] = 'Pay up';
    find('PainPoint')['severity'] = 0.25;
    find('Touchpoint')['channel'] = 'email';
    document.items = document.items.filter(item => item['label'] !== 'card refused');
    const {map} = await readText(JSON.stringify(document));
    assert.equal(map!.stages[1]!.name, 'Pay up');
    assert.equal(map!.painPoints![0]!.severity, 2);
    assert.deepEqual(map!.steps[0]!.emotions, smallMap().steps[0]!.emotions);
    const {channelId} = map!.steps[0]!.touchpoints![0]!;
    assert.equal(map!.channels!.find(({id}) => id === channelId)!.kind, 'email');
  });
});

/** In the way of the draft's own example. */
const foreign = {
  '@context': 'https://ujg.specs.openuji.org/ed/context.jsonld',
  'type': 'UJGDocument',
  'items': [
    {type: 'Journey', id: 'urn:j', label: 'Ordering', startState: 'urn:s:cart'},
    {type: 'State', id: 'urn:s:pay', label: 'Payment'},
    {type: 'State', id: 'urn:s:card', label: 'Card'},
    {type: 'State', id: 'urn:s:cart', label: 'Cart'},
    {type: 'State', id: 'urn:s:ship', label: 'Shipping'},
    {type: 'Transition', id: 'urn:t:1', from: 'urn:s:cart', to: 'urn:s:ship'},
    {type: 'Transition', id: 'urn:t:2', from: 'urn:s:ship', to: 'urn:s:pay'},
    {type: 'Transition', id: 'urn:t:3', from: 'urn:s:pay', to: 'urn:s:card'},
    {type: 'Transition', id: 'urn:t:4', from: 'urn:s:ship', to: 'urn:s:cart', label: 'changes the cart'},
    {type: 'Phase', id: 'urn:p:2', label: 'Checkout', order: 2},
    {type: 'Phase', id: 'urn:p:1', label: 'Choosing', order: 1},
    {type: 'Touchpoint', id: 'urn:tp', label: 'Shop', channel: 'mobile'},
    {type: 'ExperienceStep', id: 'urn:e:pay', label: 'Pay', stateRefs: ['urn:s:pay', 'urn:s:card'], phaseRef: 'urn:p:2', touchpointRefs: ['urn:tp']},
    {type: 'ExperienceStep', id: 'urn:e:ship', label: 'Ship', stateRefs: ['urn:s:ship'], phaseRef: 'urn:p:2', touchpointRefs: ['urn:tp'], tags: ['form']},
    {type: 'ExperienceStep', id: 'urn:e:cart', label: 'Fill the cart', stateRefs: ['urn:s:cart'], phaseRef: 'urn:p:1'},
    {type: 'PainPoint', id: 'urn:pp', label: 'Address', severity: 0.7, graphRefs: ['urn:s:ship', 'urn:t:4'], description: 'Typed twice'},
  ],
}; // prettier-ignore

describe('UJG of others', () => {
  it('is read: phases by their order, steps by the graph, severity from 1 to 5', async () => {
    const {map, remarks} = await readText(JSON.stringify(foreign));
    assert.deepEqual(
      remarks.map(({level, code, place}) => [level, code, place]),
      [['note', 'ujg/severity', 'items[15]']],
    );
    assert.equal(map!.title, 'Ordering');
    assert.deepEqual(map!.stages.map(({name}) => name), ['Choosing', 'Checkout']); // prettier-ignore
    assert.deepEqual(map!.steps, [
      {id: 'fill-the-cart', stageId: 'choosing', name: 'Fill the cart'},
      {id: 'ship', stageId: 'checkout', name: 'Ship', tags: ['form'], touchpoints: [{id: 'shop', name: 'Shop', channelId: 'mobile'}],
       next: [{stepId: 'pay'}, {stepId: 'fill-the-cart', condition: 'changes the cart'}]},
      {id: 'pay', stageId: 'checkout', name: 'Pay', touchpoints: [{id: 'shop-2', name: 'Shop', channelId: 'mobile'}]},
    ]); // prettier-ignore
    assert.deepEqual(map!.channels, [{id: 'mobile', name: 'mobile', kind: 'app'}]);
    assert.deepEqual(map!.painPoints, [
      {id: 'address', title: 'Address', severity: 4, stepIds: ['ship'], description: 'Typed twice'},
    ]);
  });

  it('is read with prefixes, with @type and @graph, and as a plain list', async () => {
    const text = JSON.stringify(foreign.items).replaceAll('"type":"', '"@type":"ujgexperience:').replaceAll('"id":', '"@id":');
    for (const document of [text, `{"@graph":${text}}`])
      assert.equal((await readText(document)).map!.steps.length, 3);
  }); // prettier-ignore

  it('is read with several types, expanded values, one node for a list, and nodes inside of nodes', async () => {
    const inside = {'@type': ['x:Phase', 'y:Other'], '@id': 'p', 'rdfs:label': [{'@value': 'Phase one', '@language': 'en'}], 'u:order': [{'@value': 2}]};
    const step = {'@type': ['owl:NamedIndividual', 'u:ExperienceStep'], '@id': 's', 'u:label': 'Ask', 'u:phaseRef': inside, 'u:touchpointRefs': [{type: 'Touchpoint', id: 't', label: 'Form'}]};
    const pain = {'@type': 'PainPoint', 'label': 'Slow', 'severity': {'@value': 0.5}, 'experienceRefs': {'@id': 's'}};
    const {map, remarks} = await readText(JSON.stringify({'@graph': {...step, 'x:pains': pain}}));
    assert.deepEqual(remarks.map(({code, text}) => `${code} ${text}`), ['ujg/unread left out, for want of a place in a map: "pains" of nodes of the type "ExperienceStep" (1).']);
    assert.deepEqual(map!.stages, [{id: 'phase-one', name: 'Phase one'}]);
    assert.deepEqual(map!.steps, [{id: 'ask', stageId: 'phase-one', name: 'Ask', touchpoints: [{id: 'form', name: 'Form'}]}]);
    assert.deepEqual(map!.painPoints, [{id: 'slow', title: 'Slow', severity: 3, stepIds: ['ask']}]);
  }); // prettier-ignore

  it('loses nothing in silence', async () => {
    const items = [
      {type: 'Phase', id: 'p', label: 'P'},
      {type: 'State', id: 'a'}, {type: 'State', id: 'between'}, {type: 'State', id: 'b'},
      {type: 'Transition', id: '1', from: 'a', to: 'between'},
      {type: 'Transition', id: '2', from: 'between', to: 'b'},
      {type: 'ExperienceStep', id: 'x', label: 'A', stateRefs: ['a'], description: 'More', extensions: {'urn:else': 1}},
      {type: 'ExperienceStep', id: 'y', label: 'B', stateRefs: ['b'], phaseRef: 'gone'},
      {type: 'Touchpoint', id: 't', label: 'Alone'},
      {type: 'RuntimeEvent', id: 'r'}, {type: 'RuntimeEvent', id: 'q'}, {},
      {type: 'PainPoint', label: 'x'.repeat(201), experienceRefs: 'x', severity: 1, extensions: null},
    ]; // prettier-ignore
    const {map, remarks} = await readText(JSON.stringify({items}));
    assert.deepEqual(map!.steps.map(({name, stageId, next}) => [name, stageId, next]), [['A', 'journey', undefined], ['B', 'journey', undefined]], 'a way that was not read is no end'); // prettier-ignore
    assert.deepEqual(
      remarks.map(({level, code, place}) => `${level} ${code} ${place}`),
      [
        'note ujg/phase items[6]',
        'note ujg/phase items[7]',
        'error ujg/touchpoint items[8]',
        'error ujg/transition items[4]',
        'error ujg/transition items[5]',
        'error ujg/shortened items[12]',
        'error ujg/unread items[6]',
        'error ujg/unread items[6]',
        'error ujg/unread items[9]',
        'error ujg/unread items[11]',
      ],
    );
    assert.match(remarks[8]!.text, /nodes of the type "RuntimeEvent" \(2\)/);
  });

  it('is told what is wrong with it, and where', async () => {
    const codes = async (text: string) =>
      (await readText(text)).remarks.map(({level, code, place}) => `${level} ${code} ${place}`.trim());
    assert.deepEqual(await codes('{"items": [}'), ['error json/invalid line 1, column 12']);
    assert.deepEqual(await codes('{"items": []}'), ['error ujg/no-step']);
    assert.deepEqual(await codes('7'), ['error ujg/no-step']);
    const broken = {items: [
      {type: 'ExperienceStep', id: 'a', label: 'A', phaseRef: 'gone', touchpointRefs: ['gone']},
      {type: 'PainPoint', id: 'b', label: 'B', graphRefs: ['gone']},
      {type: 'PainPoint', id: 'c', label: 'C', severity: 'high', experienceRefs: ['a']},
      {type: 'ExperienceStep', id: 'd', label: 'D', extensions: {'urn:stagepost:journey-map:1': {id: 'd', engagement: 9}}},
    ]}; // prettier-ignore
    assert.deepEqual(await codes(JSON.stringify(broken)), [
      'note ujg/phase items[0]',
      'error ujg/touchpoint items[0]',
      'error ujg/pain-point items[1]',
      'note ujg/severity items[2]',
      'error map/invalid steps[1].engagement',
    ]);
  });
});
