/** Maps that mean harm are refused with the place and the remedy, or are sound; none takes the reader down. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {json, readValue} from '../../../src/interchange/json.js';
import type {Reading} from '../../../src/interchange/reading.js';
import {journeyMapSchema} from '../../../src/schema/journey-map.js';
import {seed} from '../../support/arbitraries.js';
import {type HostileMap, hostileMaps} from '../../support/hostile-maps.js';

/** Code units of one remark, at most: a fault never repeats what it refuses at length. */
const mostSaid = 600;

function judge({name, fate}: HostileMap, {map, remarks}: Reading): void {
  const errors = remarks.filter(({level}) => level === 'error');
  assert.equal(map === undefined, errors.length > 0, name);
  if (fate) assert.equal(map ? 'shown' : 'refused', fate, `${name}: ${JSON.stringify(errors[0])}`);
  assert.ok(remarks.length <= 60, `${name}: ${remarks.length} remarks`);
  for (const {text, place} of remarks) {
    assert.ok(text.length > 5 && text.length + place.length < mostSaid, `${name}: ${place} ${text}`.slice(0, 1000));
    assert.doesNotMatch(text + place, /[\p{Cc}\p{Cf}\p{Cs}]/u, name);
  }
}

describe('500 hostile maps', () => {
  const all = hostileMaps(seed, 500);
  const fates = new Map<string, number>();

  it('given by a script', () => {
    for (const hostile of all) {
      const reading = readValue(hostile.value);
      judge(hostile, reading);
      if (reading.map) assert.ok(journeyMapSchema.safeParse(reading.map).success, hostile.name);
      const fate = reading.map ? 'shown' : 'refused';
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    assert.equal(all.length, 500);
    assert.ok(fates.get('shown')! > 100 && fates.get('refused')! > 250, JSON.stringify([...fates]));
  });

  it('read from a file', async () => {
    for (const hostile of all) {
      let text: string;
      try {
        text = JSON.stringify(hostile.value);
      } catch {
        continue;
      }
      judge({...hostile, name: `${hostile.name}, as a file`}, await json.read!(new TextEncoder().encode(text)));
    }
  });

  it('a file that is broken anywhere names the line', async () => {
    const text = JSON.stringify(hostileMaps(seed, 12).at(-1)!.value, null, 1);
    for (let at = 1; at < text.length; at += 97) {
      const {map, remarks} = await json.read!(new TextEncoder().encode(text.slice(0, at)));
      assert.equal(map, undefined);
      assert.match(remarks[0]!.place, /^line \d+, column \d+$/, text.slice(0, at).slice(-20));
    }
  });
});
