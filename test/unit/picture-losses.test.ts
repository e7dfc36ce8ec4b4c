/** What is told before a map is written as a picture. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formats} from '../../src/interchange/formats.js';
import {losses} from '../../src/interchange/picture/losses.js';
import {writeSvg} from '../../src/interchange/picture/svg.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../support/journeys.js';
import {laidFields, laidMap, partAt} from '../support/map-fields.js';

describe('what a picture leaves out', () => {
  const codes = (map: JourneyMap) => losses(map).map(({code}) => code.slice('picture/'.length));

  it('is said before it is written', async () => {
    const format = await formats.svg.load();
    assert.deepEqual(format.losses!(smallMap()), losses(smallMap()));
    assert.deepEqual(codes(smallMap()), [
      'personas', 'steps', 'touchpoints', 'touchpoints-unseen', 'channels', 'engagement-unseen', 'cells', 'pain-points',
      'pain-points-unseen', 'opportunities', 'opportunities-unseen', 'measures-unseen', 'sources', 'links', 'child-maps',
    ]); // prettier-ignore
    for (const {level, text} of losses(smallMap())) assert.ok(level === 'loss' && text.endsWith('.'));
  });

  it('is nothing for a map of texts alone', () => assert.deepEqual(losses(wideMap(3, 3)), []));

  it('is named by what the map has', () => {
    const map = wideMap(2, 2);
    const cases: [string, Partial<JourneyMap>][] = [
      ['hidden-lanes', {lanes: [...map.lanes!, {id: 'x', kind: 'text', title: 'X', hidden: true}]}],
      ['live', {lanes: [...map.lanes!, {id: 'x', kind: 'live', title: 'X'}]}],
      ['long-texts', {description: 'y'.repeat(1001)}],
      ['media', {cells: [{id: 'x', laneId: 'l0', from: 'p0', media: {src: 'a.mp4', type: 'video', alt: 'A film'}}]}],
      ['pictures', {cells: [{id: 'x', laneId: 'l0', from: 'p0', media: {src: 'a.png', alt: 'A picture'}}]}],
      ['steps', {stages: map.stages.map(stage => ({...stage, description: 'More'}))}],
      ['owners', {stages: map.stages.map(stage => ({...stage, owner: 'Us'}))}],
      ['tags', {tags: ['a']}],
      ['foreign', {ext: {cjml: {}}}],
      ['emotions-unseen', {steps: map.steps.map(step => ({...step, emotions: [{score: 1}]}))}],
    ];
    for (const [code, more] of cases) assert.deepEqual(codes({...map, ...more}), [code]);
  });

  it('is no picture that is in the map, however long its address is', () => {
    const map = wideMap(2, 2);
    const src = `data:image/png;base64,${'A'.repeat(2000)}`;
    assert.deepEqual(codes({...map, cells: [{id: 'x', laneId: 'l0', from: 'p0', media: {src, alt: 'A'}}]}), []);
  });

  it('are not the tags of steps where people were watched, which are drawn', () => {
    const map = smallMap();
    map.steps[1]!.tags = ['missing', 'late'];
    assert.ok(codes(map).includes('tags') && !String(writeSvg(map).data).includes('missing'));
    const way: JourneyMap = {...map, state: 'research'};
    const svg = String(writeSvg(way).data);
    assert.ok(!codes(way).includes('tags') && /missing\S* · \S*late/.test(svg));
    assert.ok(codes({...way, tags: ['shop']}).includes('tags'));
  });

  it('is told of a lane that draws the feelings of others', () => {
    const map: JourneyMap = {...smallMap(), lanes: [{id: 'e', kind: 'emotion', title: 'E', personaId: 'ben'}]};
    assert.ok(codes(map).includes('emotions-unseen'));
    assert.ok(!codes({...map, lanes: [{id: 'e', kind: 'emotion', title: 'E'}]}).includes('emotions-unseen'));
  });

  for (const {path, key, value} of laidFields)
    it(`is not, or is told: ${path} ${key}`, () => {
      // Another map than the one it changes: what is drawn of it may be the same.
      const [before, after] = [laidMap(), laidMap()];
      partAt(after, path)[key] = value;
      const drawn = (map: JourneyMap) => writeSvg(map).data;
      if (drawn(before) === drawn(after)) assert.notDeepEqual(losses(after), losses(before));
    });
});
