/** The model of a journey map: what it accepts, what it refuses, and where it says the fault is. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {json} from '../../../src/interchange/json.js';
import {KitError} from '../../../src/schema/error.js';
import {faultsOf, pathText} from '../../../src/schema/issues.js';
import {type JourneyMap, journeyMapSchema} from '../../../src/schema/journey-map.js';
import {currentMap} from '../../../src/schema/journey-version.js';
import {jsonSchemas} from '../../../src/tools/schemas.js';
import {smallMap, wideMap} from '../../support/journeys.js';

/** The faults of the small map once `spoil` has been at it, as `path: what`. */
function faults(spoil: (map: JourneyMap) => unknown): string[] {
  const map = smallMap();
  spoil(map);
  const {error} = journeyMapSchema.safeParse(map);
  return error ? faultsOf(error, map).map(({path, text}) => `${pathText(path)} ${text}`) : [];
}

const accepts = new Ajv2020({strict: true, allowUnionTypes: true}).compile(jsonSchemas()['journey-map']);

describe('the model of a journey map', () => {
  it('accepts a whole map, unchanged, and so does its JSON Schema', () => {
    const map = smallMap();
    assert.deepEqual(journeyMapSchema.parse(map), map);
    assert.ok(accepts(map), JSON.stringify(accepts.errors));
  });

  it('accepts the biggest map it promises, and nothing above', () => {
    assert.ok(journeyMapSchema.safeParse(wideMap(40, 500)).success);
    const tooMany = wideMap(1, 501);
    const {error} = journeyMapSchema.safeParse(tooMany);
    assert.deepEqual(faultsOf(error!, tooMany).slice(0, 1), [
      {path: ['steps'], text: 'must be at most 500 entries long'},
    ]);
  });

  const bad: [what: string, spoil: (map: JourneyMap) => unknown, fault: RegExp][] = [
    ['an emotion beyond the scale', map => (map.steps[0]!.emotions![0]!.score = 3), /^steps\[0\]\.emotions\[0\]\.score must be at most 2/],
    ['a step of no stage', map => (map.steps[0]!.stageId = 'gone'), /^steps\[0\]\.stageId names the stage "gone", which is not in this map/],
    ['an id given twice', map => map.lanes!.push({id: 'back', kind: 'text', title: 'x'}), /^lanes\[3\]\.id repeats the id "back"/],
    ['a touchpoint id given twice, in two steps', map => (map.steps[1]!.touchpoints = [{id: 'list', name: 'x'}]), /^steps\[1\]\.touchpoints\[0\]\.id repeats/],
    ['steps out of the order of their stages', map => (map.steps[0]!.stageId = 'buy'), /^steps\[1\]\.stageId comes after a step of a later stage/],
    ['a span that ends before it begins', map => Object.assign(map.cells![0]!, {from: 'try', to: 'search'}), /^cells\[0\]\.to ends at "search", before it begins/],
    ['a link that is a script', map => (map.steps[0]!.touchpoints![0]!.url = 'javascript:alert(1)'), /^steps\[0\]\.touchpoints\[0\]\.url must be an http or https link/],
    ['a link of data', map => (map.opportunities![0]!.ticketUrl = 'data:text/html,x'), /^opportunities\[0\]\.ticketUrl must be/],
    ['a picture without words', map => (map.cells![0]!.media = {src: 'a.png', alt: ''}), /^cells\[0\]\.media\.alt must be at least 1/],
    ['a picture that is a page', map => (map.cells![0]!.media = {src: 'data:text/html;base64,AAAA', alt: 'x'}), /^cells\[0\]\.media\.src must be/],
    ['a colour that is more', map => (map.stages[0]!.color = 'red;background:url(x)'), /^stages\[0\]\.color must match/],
    ['a day that does not exist', map => (map.reviewBy = '2026-02-30'), /^reviewBy must be a day such as/],
    ['a key that nobody knows', map => Object.assign(map, {colour: 'red'}), /^colour is not known/],
    ['a lane of no kind', map => Object.assign(map.lanes![0]!, {kind: 'smells'}), /^lanes\[0\]\.kind must be one of "goals"/],
    ['a stage with a KPI that is not there', map => (map.stages[0]!.kpiIds = ['gone']), /^stages\[0\]\.kpiIds\[0\] names the KPI "gone"/],
    ['a funnel step of two stages', map => (map.stages[1]!.funnelStepId = 'f1'), /^stages\[1\]\.funnelStepId repeats the funnel step "f1"/],
    ['an experiment on no KPI', map => (map.opportunities![0]!.experiment!.kpiId = 'gone'), /^opportunities\[0\]\.experiment\.kpiId names the KPI "gone"/],
    ['two feelings of one persona', map => map.steps[0]!.emotions!.push({personaId: 'ana', score: 0}), /^steps\[0\]\.emotions\[2\] is a second emotion/],
    ['a branch to nowhere', map => (map.steps[2]!.next![0]!.stepId = 'gone'), /^steps\[2\]\.next\[0\]\.stepId names the step "gone"/],
    ['a cell that speaks of nothing', map => map.cells![0]!.refIds!.push('gone'), /^cells\[0\]\.refIds\[5\] names the persona, touchpoint, pain point, opportunity or KPI "gone"/],
  ]; // prettier-ignore
  for (const [what, spoil, fault] of bad)
    it(`refuses ${what}, and says where`, () => {
      const found = faults(spoil);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, fault);
    });

  it('accepts loops: a journey may go back', () => {
    assert.deepEqual(
      faults(map => (map.steps[0]!.next = [{stepId: 'search'}])),
      [],
    );
  });

  it('checks each reference: every id in the small map, changed, is missed', () => {
    const text = JSON.stringify(smallMap());
    let changed = 0;
    for (const match of text.matchAll(/"(\w+Ids?|from|to)":(\["[^\]]*"\]|"[^"]*")/g)) {
      if (/^(childMapId|surveyTouchpointId|funnelStepId)$/.test(match[1]!)) continue;
      const start = match.index + match[0].indexOf(match[2]!);
      const spoilt =
        text.slice(0, start) + match[2]!.replace(/"[^"]*"/, '"gone"') + text.slice(start + match[2]!.length);
      assert.equal(journeyMapSchema.safeParse(JSON.parse(spoilt)).success, false, match[0]);
      changed++;
    }
    assert.ok(changed >= 20, `${changed}`);
  });
});

describe('a map as JSON', () => {
  it('is read in the encoding that it is in, or refused: no sign is put in the place of another', async () => {
    const text = JSON.stringify({...smallMap(), title: 'Größe \uFFFD'});
    const reading = (data: Uint8Array) => json.read!(data);
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const data of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), utf16])
      assert.equal((await reading(data)).map?.title, 'Größe \uFFFD');
    const {map, remarks} = await reading(Buffer.from(text, 'latin1'));
    assert.deepEqual([map, remarks.map(({code, text: said}) => `${code} ${said}`)], [undefined, ['json/encoding is no text in UTF-8; save the file as such.']]); // prettier-ignore
  });
});

describe('the version of a journey map', () => {
  const code = (value: unknown, steps?: Parameters<typeof currentMap>[1]): string => {
    try {
      currentMap(value, steps);
      return 'read';
    } catch (error) {
      assert.ok(error instanceof KitError);
      return `${error.code} ${error.details}`;
    }
  };

  it('is read where it is ours, refused where it is newer or none', () => {
    assert.equal(code(smallMap()), 'read');
    assert.match(code({schema: 'stagepost/journey-map/2'}), /^schema\/newer .*update the kit/);
    for (const value of [null, [], {}, {schema: 'stagepost/survey/1'}, {schema: 'stagepost/journey-map/0'}])
      assert.match(code(value), /^map\/invalid .*write "stagepost\/journey-map\/1"/);
    assert.match(code({}), /schema is missing;/);
    assert.match(code({schema: 7}), /schema is "7";/);
  });

  it('goes up step by step from where a map stands', () => {
    const up = [2, 3].map(version => (map: Record<string, unknown>) => ({
      ...map,
      schema: `stagepost/journey-map/${version}`,
      way: [...((map['way'] as number[]) ?? []), version],
    }));
    assert.deepEqual(currentMap({schema: 'stagepost/journey-map/1'}, up), {
      schema: 'stagepost/journey-map/3',
      way: [2, 3],
    });
    assert.deepEqual(currentMap({schema: 'stagepost/journey-map/2'}, up), {
      schema: 'stagepost/journey-map/3',
      way: [3],
    });
  });
});
