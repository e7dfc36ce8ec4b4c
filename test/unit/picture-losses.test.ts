/** What is told before a map is written as a picture. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formats} from '../../src/interchange/formats.js';
import {losses} from '../../src/interchange/picture/losses.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../support/journeys.js';

describe('what a picture leaves out', () => {
  const codes = (map: JourneyMap) => losses(map).map(({code}) => code.slice('picture/'.length));

  it('is said before it is written', async () => {
    const format = await formats.svg.load();
    assert.deepEqual(format.losses!(smallMap()), losses(smallMap()));
    assert.deepEqual(codes(smallMap()), ['personas', 'pain-points-unseen', 'opportunities', 'opportunities-unseen', 'measures-unseen', 'sources', 'links']); // prettier-ignore
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
    ];
    for (const [code, more] of cases) assert.deepEqual(codes({...map, ...more}), [code]);
  });
});
