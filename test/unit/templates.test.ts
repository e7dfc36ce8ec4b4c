/** The maps that the kit comes with: sound, rich enough to learn from, and tidy; with them the two translated ones of the stories. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Ajv2020} from 'ajv/dist/2020.js';
import {json} from '../../src/interchange/json.js';
import type {JourneyMap, LaneKind} from '../../src/schema/journey-map.js';
import * as words from '../../src/schema/journey-words.js';
import {npsCauses} from '../../src/locales/en/nps.js';
import {jsonSchemas} from '../../src/tools/schemas.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'src/templates');
const translated = join(root, 'stories/support/maps');
const mapsIn = (path: string) => readdirSync(path).filter(file => file.endsWith('.json'));
const accepts = new Ajv2020({strict: true, allowUnionTypes: true}).compile(jsonSchemas()['journey-map']);
const files = mapsIn(folder);
const read = async (path: string) => json.read!(readFileSync(path));

/** The map of a file; what is wrong with it fails the test that asks for it. */
async function mapOf(path: string): Promise<JourneyMap> {
  const {map, remarks} = await read(path);
  assert.deepEqual(remarks, [], path);
  return map!;
}
const templates = await Promise.all(files.map(async file => (await read(join(folder, file))).map!)).then(maps =>
  maps.filter(Boolean),
);

/** Every value of a map with the key it stands under; an entry of a list stands under the key of the list. */
function* valuesOf(value: unknown, key = ''): Generator<[key: string, value: unknown]> {
  if (Array.isArray(value)) for (const entry of value) yield* valuesOf(entry, key);
  else if (typeof value === 'object' && value)
    for (const [name, part] of Object.entries(value)) yield* valuesOf(part, name);
  else yield [key, value];
}
const textsOf = (map: JourneyMap): string[] =>
  [...valuesOf(map)].map(([, value]) => value).filter(value => typeof value === 'string');

/** All values of one key anywhere in the templates. */
const usedAs = (wanted: string): Set<unknown> =>
  new Set(templates.flatMap(map => [...valuesOf(map)].filter(([key]) => key === wanted).map(([, value]) => value)));
const all = (pick: (map: JourneyMap) => readonly unknown[] | undefined): Set<unknown> =>
  new Set(templates.flatMap(map => pick(map) ?? []));

/** What these lanes show stands elsewhere in the map. */
const derived: readonly LaneKind[] = [
  'touchpoints', 'channels', 'emotion', 'engagement', 'pain-points', 'moments-of-truth', 'opportunities', 'kpis', 'live',
  'owners', 'links', 'nested-map', 'evidence', 'persona',
]; // prettier-ignore

const picturesOf = (map: JourneyMap): string[] => map.cells!.flatMap(({media}) => media?.src ?? []);

describe('the templates', () => {
  it('are six', () =>
    assert.deepEqual(files, [
      'membership.json',
      'onboarding.json',
      'service-blueprint.json',
      'shop.json',
      'software-trial.json',
      'support-case.json',
    ]));

  const covered: [what: string, all: readonly unknown[], used: Set<unknown>][] = [
    ['kind of lane', words.laneKinds, all(map => map.lanes?.map(({kind}) => kind))],
    ['line of a blueprint', words.blueprintLines, usedAs('lineAbove')],
    ['status of an opportunity', words.opportunityStatuses, all(map => map.opportunities?.map(({status}) => status))],
    ['zone', words.zones, usedAs('zone')],
    ['kind of channel', words.channelKinds, all(map => map.channels?.map(({kind}) => kind))],
    ['direction of a touchpoint', words.directions, all(map => map.steps.flatMap(step => step.touchpoints?.map(({direction}) => direction) ?? []))],
    ['moment of truth', words.momentsOfTruth, usedAs('momentOfTruth')],
    ['confidence', words.confidences, usedAs('confidence')],
    ['source', words.refTypes, all(map => [...valuesOf(map)].filter(([key]) => key === 'type').map(([, value]) => value))],
    ['kind of KPI', words.kpiKinds, all(map => map.kpis?.map(({kind}) => kind))],
    ['tier of a KPI', words.kpiTiers, usedAs('tier')],
    ['consequence', words.consequences, usedAs('consequence')],
    ['lifecycle', words.lifecycles.filter(word => word !== 'other'), usedAs('lifecycle')],
    ['root cause of the prompts', Object.keys(npsCauses), usedAs('rootCauseTag')],
    ['metric of a live lane', words.liveMetrics, usedAs('metric')],
  ]; // prettier-ignore
  for (const [what, wanted, used] of covered)
    it(`show every ${what} at least once`, () =>
      assert.deepEqual(
        wanted.filter(word => !used.has(word)),
        [],
      ));

  it('use the root causes that the prompts ask for, and no others', () =>
    assert.deepEqual([...usedAs('rootCauseTag')].sort(), Object.keys(npsCauses).sort()));

  it('lead from map to map among themselves', () => {
    const child = (id: string, step: string) =>
      templates.find(map => map.id === id)!.steps.find(({id: one}) => one === step)!.childMapId;
    assert.equal(child('shop', 'get-help'), 'support-case');
    assert.equal(child('software-trial', 'settle-in'), 'onboarding');
    for (const id of usedAs('childMapId')) assert.ok(files.includes(`${String(id)}.json`), String(id));
  });
});

for (const file of files)
  describe(`the template ${file}`, () => {
    const path = join(folder, file);

    it('is sound by the model and by its JSON Schema, and named as its file is', async () => {
      const map = await mapOf(path);
      assert.equal(`${map.id}.json`, file);
      assert.ok(accepts(map), JSON.stringify(accepts.errors));
    });

    it('says what it is for, who looks after it and until when it holds', async () => {
      const map = await mapOf(path);
      for (const key of [
        'description',
        'scenario',
        'expectations',
        'objectives',
        'owner',
        'version',
        'tags',
        'weights',
      ] as const)
        assert.ok(map[key], key);
      assert.match(map.reviewBy!, /^2027-/);
      assert.ok(map.personas!.length >= 2 && map.personas!.length <= 4);
      for (const {id, goals, needs, frustrations, attributes, match} of map.personas!)
        assert.ok(goals && needs && frustrations && attributes && match, id);
      for (const {id, goal, lifecycle, owner} of map.stages) assert.ok(goal && lifecycle && owner, id);
    });

    it('has a gap in a curve, and where the curve should get to', async () => {
      const {steps, personas} = await mapOf(path);
      const feels = (persona: string) => steps.map(({emotions}) => emotions?.some(one => one.personaId === persona));
      const curves = personas!.map(({id}) => feels(id));
      assert.ok(curves.some(curve => curve.slice(curve.indexOf(true), curve.lastIndexOf(true)).some(felt => !felt)));
      assert.ok(steps.flatMap(({emotions}) => emotions ?? []).filter(({target}) => target !== undefined).length >= 3);
      for (const {why, confidence} of steps.flatMap(({emotions}) => emotions ?? [])) assert.ok(why && confidence);
    });

    it('branches and turns back', async () => {
      const {steps} = await mapOf(path);
      const place = new Map(steps.map(({id}, at) => [id, at]));
      assert.ok(
        steps.some(({next}) => (next?.length ?? 0) > 1),
        'no branch',
      );
      assert.ok(
        steps.some(({next}, at) => next?.some(({stepId}) => place.get(stepId)! < at)),
        'no loop',
      );
    });

    it('has something in every lane', async () => {
      const {lanes, cells} = await mapOf(path);
      const filled = new Set(cells!.map(({laneId}) => laneId));
      for (const {id, kind} of lanes!) assert.equal(filled.has(id), !derived.includes(kind), `${id} (${kind})`);
      for (const {id, text, items, media} of cells!) assert.ok(text ?? items ?? media, id);
      assert.ok(
        cells!.some(({from, to}) => to && to !== from),
        'no cell spans several steps',
      );
    });

    it('has opportunities with all that they are weighed by, and results where they were measured', async () => {
      const {opportunities} = await mapOf(path);
      for (const {id, criteria, confidencePct, reach, owner} of opportunities!) {
        assert.deepEqual(Object.keys(criteria!), [...words.criteria], id);
        assert.ok(confidencePct && reach && owner, id);
      }
      for (const {id, status, experiment} of opportunities!)
        assert.equal(status === 'measured', experiment?.after !== undefined, id);
    });

    it('has figures whose interval holds them', async () => {
      for (const {id, value, n, low, high, baseline, target} of (await mapOf(path)).kpis!) {
        assert.ok(value !== undefined && baseline !== undefined && target !== undefined, id);
        if (low !== undefined) assert.ok(n && low <= value && value <= high!, id);
      }
    });
  });

const stories = mapsIn(translated);
for (const path of [...files.map(file => join(folder, file)), ...stories.map(file => join(translated, file))])
  describe(`the texts and pictures of ${path.slice(root.length)}`, () => {
    it('are short and tidy', async () => {
      for (const text of textsOf(await mapOf(path))) {
        assert.ok(text.length <= 280, text);
        assert.equal(text, text.trim().replace(/\s+/g, ' '));
      }
    });

    it('have words for every picture, and a picture for every path', async () => {
      for (const {media} of (await mapOf(path)).cells!) if (media) assert.ok(media.alt.length > 15, media.src);
      for (const src of picturesOf(await mapOf(path))) assert.match(readFileSync(join(folder, src), 'utf8'), /^<svg /);
    });
  });

describe('the pictures', () => {
  const pictures = readdirSync(join(folder, 'pictures'));

  it('are all used', () => {
    const used = new Set(templates.flatMap(picturesOf));
    assert.deepEqual(
      pictures.filter(name => !used.has(`pictures/${name}`)),
      [],
    );
  });

  for (const name of pictures)
    it(`${name} is small, of one size, and nothing but lines`, () => {
      const svg = readFileSync(join(folder, 'pictures', name), 'utf8');
      assert.ok(svg.length < 3000, `${svg.length} bytes`);
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 320 200" /);
      const elements = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag));
      for (const tag of elements) assert.ok(['svg', 'g', 'path', 'rect', 'circle'].includes(tag!), tag);
      assert.doesNotMatch(svg.replace(/xmlns="[^"]*"/, ''), /https?:|href|url\(|\son\w+=|style=|&|<!/);
    });
});

/** Keys whose values a translation words anew. */
const worded =
  /^(title|name|description|scenario|expectations|objectives|owner|tags|goal|duration|label|why|text|alt|caption|quote|role|segment|summary|goals|needs|frustrations|items|unit|condition|hypothesis|lang|dir)$/;

/** A map without its words: what must be the same in every language. */
const frameOf = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map(entry => frameOf(entry, key));
  if (key === 'attributes') return Object.keys(value as object).length;
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, frameOf(part, name)]));
  return worded.test(key) ? '…' : value;
};

describe('the translated maps of the stories', () => {
  it('are two', () => assert.deepEqual(stories, ['membership.de.json', 'shop.ar.json']));

  for (const file of stories)
    it(`${file} differs from the template in nothing but words`, async () => {
      const [id, lang] = file.split('.') as [string, string];
      const map = await mapOf(join(translated, file));
      const original = await mapOf(join(folder, `${id}.json`));
      assert.deepEqual(frameOf(map), frameOf(original));
      assert.deepEqual([map.lang, map.dir], [lang, lang === 'ar' ? 'rtl' : 'ltr']);
      const same = map.cells!.filter(({text}, at) => text && text === original.cells![at]!.text);
      assert.deepEqual(same, []);
    });
});
