/** Personas in pictures: their colours, and the points of many of them at one step. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contrastRatio} from '../../src/core/contrast.js';
import {layOut} from '../../src/interchange/picture/layout.js';
import {smallMap, wideMap} from '../support/journeys.js';

describe('personas in a picture', () => {
  it('keeps the points of many personas in their column, and each score to be read', () => {
    for (const count of [4, 8, 50]) {
      const map = wideMap(1, 20);
      map.lanes = [{id: 'e', kind: 'emotion', title: 'E'}];
      map.cells = [];
      map.personas = Array.from({length: count}, (_, at) => ({id: `a${at}`, name: `A${at}`}));
      for (const step of map.steps)
        step.emotions = map.personas.map(({id}, at) => ({
          personaId: id,
          score: at % 2 ? 1 : -1,
          target: 2,
          confidence: 'partly',
        }));
      const marks = layOut(map).groups.flatMap(group => group.marks);
      const frames = marks.flatMap(mark =>
        mark.kind === 'rect' && mark.height === 24 && mark.radius === 12 ? mark : [],
      );
      const targets = marks.flatMap(mark =>
        mark.kind === 'path' && mark.scale === 0.75 && mark.paint.stroke ? mark : [],
      );
      assert.ok(targets.length >= count * map.steps.length);
      for (const {x} of targets.slice(0, count)) assert.ok(x >= 208 && x + 12 <= 412, `${count}: ${x}`);
      const scores = marks.flatMap(mark => (mark.kind === 'text' && /^[+−]1$/.test(mark.lines.join('')) ? mark : []));
      assert.equal(frames.length, scores.length);
      assert.ok(frames.length >= 40);
      for (const {x, width} of frames) {
        const column = Math.floor((x - 208) / 204);
        assert.ok(x + width <= 208 + (column + 1) * 204, `${count}: ${x} to ${x + width}`);
      }
      const places = scores.map(({x, y}) => `${Math.round(x / 12)} ${y}`);
      assert.equal(new Set(places).size, places.length, 'no score over another one');
    }
  });

  it('keeps the shapes of personas in their frame where many scores are near each other', () => {
    const map = wideMap(1, 2);
    map.lanes = [{id: 'e', kind: 'emotion', title: 'E'}];
    map.cells = [];
    map.personas = Array.from({length: 20}, (_, at) => ({id: `a${at}`, name: `A${at}`}));
    map.steps[0]!.emotions = map.personas.map(({id}, at) => ({personaId: id, score: 1 - (at % 10) / 10}));
    const marks = layOut(map).groups.flatMap(group => group.marks);
    const first = marks.findIndex(mark => mark.kind === 'rect' && mark.height === 24 && mark.radius === 12);
    assert.ok(first > 0);
    let frame = {x: 0, width: 0};
    let seen = 0;
    for (const mark of marks.slice(first)) {
      if (mark.kind === 'rect' && mark.height === 24) frame = mark;
      if (mark.kind !== 'path' || !mark.paint.fill) continue;
      if (++seen > 20) break;
      assert.ok(mark.x >= frame.x && mark.x <= frame.x + frame.width, `${mark.x} in ${frame.x} + ${frame.width}`);
    }
    assert.ok(seen >= 20, 'the shape of each');
  });

  it("shows lines in a persona's own colour as far as it is seen, light and dark", () => {
    const rgb = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]; // prettier-ignore
    for (const color of ['#b3261e', '#123', '#fff', '#7b3fa8', '#ffee00'])
      for (const isDark of [false, true]) {
        const map = {...smallMap(), personas: [{id: 'ana', name: 'Ana', color}, {id: 'ben', name: 'Ben'}]};
        map.steps[1]!.emotions = [{personaId: 'ana', score: 1}];
        const {background, groups} = layOut(map, {isDark});
        const [line] = groups.flatMap(({marks}) => marks).filter(mark => mark.kind === 'path' && mark.paint.width === 2.25);
        const ink = line && 'paint' in line ? line.paint.stroke! : '';
        assert.ok(contrastRatio(rgb(ink), rgb(background)) >= 3, `${color} is ${ink} on ${background}`);
        if (color === '#b3261e' && !isDark) assert.equal(ink, color, 'a colour that is seen stays as it is');
      }
  }); // prettier-ignore
});
