/** Text formats that mean harm, or are broken anywhere: refused or read, never thrown, and told in short and in one direction. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formats} from '../../../src/interchange/formats.js';
import type {FormatEntry} from '../../../src/interchange/formats.js';
import {ujg} from '../../../src/interchange/ujg/ujg.js';
import {journeyMapSchema, type JourneyMap} from '../../../src/schema/journey-map.js';
import {seed} from '../../support/arbitraries.js';
import {hostileTexts} from '../../support/hostile-maps.js';
import {smallMap} from '../../support/journeys.js';
import {seeded} from '../../support/seeded.js';

/** The small map with a hostile text in every name. */
function hostileMap(text: string): JourneyMap {
  const map = smallMap();
  const name = text.slice(0, 200);
  map.title = name;
  map.description = name;
  for (const one of [...map.stages, ...map.steps, ...map.personas!, ...map.channels!]) one.name = name;
  for (const pain of map.painPoints!) pain.title = name;
  for (const {touchpoints = []} of map.steps) for (const touchpoint of touchpoints) touchpoint.owner = name;
  return map;
}

const garbage = [
  ...hostileTexts,
  ':',
  ';',
  '"',
  '<',
  '>',
  '&',
  '#',
  '%%',
  '}',
  ']',
  '\n',
  ' NaN',
  ': 1e999: ',
  'x'.repeat(5000),
  '\u202E',
];

/** The text with pieces of it taken out, doubled, or replaced by garbage. */
function spoiled(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const to = at + Math.floor(random() ** 3 * (text.length - at));
  const piece = garbage[Math.floor(random() * garbage.length)]!;
  const what = [piece, text.slice(at, to) + piece + text.slice(at, to), ''][Math.floor(random() * 3)]!;
  return text.slice(0, at) + what + text.slice(random() < 0.5 ? at : to);
}

for (const format of ['mermaid', 'cjml', 'ujg'] as const)
  describe(`hostile ${format}`, () => {
    const load = (formats[format] as FormatEntry).load();
    const check = async (text: string): Promise<boolean> => {
      const {read} = await load;
      const {map, remarks} = await read!(new TextEncoder().encode(text));
      assert.ok(map ? journeyMapSchema.safeParse(map).success : remarks.some(({level}) => level === 'error'), text);
      assert.ok(remarks.length < 300);
      for (const {text: said, place} of remarks) {
        assert.ok(said.length + place.length < 600, said.slice(0, 900));
        assert.doesNotMatch(said + place, /[\p{Cc}\p{Cf}\p{Cs}]/u, JSON.stringify(said));
      }
      return Boolean(map);
    };

    it('texts stay texts, there and back', async () => {
      const {write} = await load;
      for (const text of hostileTexts) assert.ok(await check(String((await write!(hostileMap(text)))[0]!.data)), text);
    });

    it('files spoiled in 400 ways are read or refused', async () => {
      const {write} = await load;
      const random = seeded(seed);
      let read = 0;
      for (let at = 0; at < 400; at++) {
        const map = at % 2 ? smallMap() : hostileMap(hostileTexts[at % hostileTexts.length]!);
        read += Number(await check(spoiled(String((await write!(map))[0]!.data), random)));
      }
      assert.ok(read > 10, `${read} of 400 read`);
    });
  });

describe('UJG without end', () => {
  const read = (items: unknown[], deep = '"deep"') =>
    ujg.read!(new TextEncoder().encode(JSON.stringify({items}).replace('"DEEP"', deep)));
  const step = (id: string, more: object = {}) => ({type: 'ExperienceStep', id, label: id, ...more});

  it('is refused where it has too many nodes', async () => {
    const {map, remarks} = await read(Array.from({length: 50_001}, (_, at) => step(`s${at}`)));
    assert.equal(map, undefined);
    assert.match(remarks[0]!.text, /has 50001 nodes; at most 50000 are read/);
  });

  it('is read in bounds: 20,000 phases, 200,000 references, labels 20,000 deep', async () => {
    const stateRefs = Array.from({length: 200_000}, (_, at) => `state${at}`);
    const deep = `${'['.repeat(20_000)}"deep"${']'.repeat(20_000)}`;
    const {map} = await read([step('s', {stateRefs, label: 'DEEP'})], deep);
    assert.equal(map?.steps[0]!.name, 'deep');
    const phases = Array.from({length: 20_000}, (_, at) => ({type: 'Phase', id: `p${at}`, label: `p${at}`}));
    const steps = phases.map(({id}, at) => step(`s${at}`, {phaseRef: id}));
    const before = process.cpuUsage();
    const {remarks} = await read([...phases, ...steps.reverse()]);
    assert.match(remarks.map(({text}) => text).join(), /at most 50 entries/);
    assert.ok(process.cpuUsage(before).user < 5e6, 'no more than a few seconds');
  });
});
