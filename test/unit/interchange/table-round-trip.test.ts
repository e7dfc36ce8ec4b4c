/** What the table formats write, they read back as the same map: any map, the templates, a small and a wide one. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {csv} from '../../../src/interchange/csv.js';
import {formatOf, formats} from '../../../src/interchange/formats.js';
import {stepsFields} from '../../../src/interchange/table/steps-sheet.js';
import {xlsx} from '../../../src/interchange/xlsx.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {seed} from '../../support/arbitraries.js';
import {journeyMap} from '../../support/journey-arbitrary.js';
import {smallMap, wideMap} from '../../support/journeys.js';

const templates = new URL('../../../src/templates/', import.meta.url);
const known: readonly (readonly [string, JourneyMap])[] = [
  ['the small map', smallMap()],
  ['a wide map', wideMap(12, 60)],
  ['a map of some thousand cells', wideMap(20, 100)],
  ...readdirSync(templates)
    .filter(file => file.endsWith('.json'))
    .map(file => [file, JSON.parse(readFileSync(new URL(file, templates), 'utf8')) as JourneyMap] as const),
];

const bytes = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

async function throughXlsx(map: JourneyMap): Promise<void> {
  const [file] = await xlsx.write!(map);
  const reading = await xlsx.read!(bytes(file!.data), {name: 'other.xlsx'});
  assert.deepStrictEqual(reading, {map, remarks: []});
}

/** All files joined, in another order than they were written. */
async function throughCsv(map: JourneyMap): Promise<void> {
  const files = await csv.write!(map);
  const joined = [...files].reverse().map(({data}) => String(data));
  const reading = await csv.read!(bytes(joined.join('')), {name: 'other.csv'});
  assert.deepStrictEqual(reading, {map, remarks: []});
}

describe('A journey map through CSV and XLSX', () => {
  for (const [name, map] of known)
    it(`comes back as it was: ${name}`, async () => {
      await throughXlsx(map);
      await throughCsv(map);
    });

  it('comes back as it was: any map', async () => {
    await fc.assert(fc.asyncProperty(journeyMap, throughXlsx), {seed, numRuns: 35});
    await fc.assert(fc.asyncProperty(journeyMap, throughCsv), {seed: seed + 1, numRuns: 35});
  });

  it('keeps the steps, their emotions and pain points where the steps sheet alone is read', async () => {
    const map = smallMap();
    const [file] = await csv.write!(map);
    assert.equal(file!.name, 'shop.steps.csv');
    const {map: read, remarks} = await csv.read!(bytes(file!.data), {name: 'Buying shoes.csv'});
    assert.deepEqual(remarks, []);
    assert.equal(read!.title, 'Buying shoes');
    assert.deepEqual(read!.steps.map(({id, stageId, name}) => [id, stageId, name]), map.steps.map(({id, stageId, name}) => [id, stageId, name]));
    assert.deepEqual(read!.steps.map(({emotions}) => emotions?.map(({score}) => score)), [[1, -1], undefined, [-2]]);
    assert.deepEqual(read!.painPoints!.map(({title, severity, stepIds}) => [title, severity, stepIds]), [['Sizes are unclear', 4, ['search', 'try']]]);
    assert.deepEqual(read!.opportunities!.map(({title, status}) => [title, status]), [['A guide to sizes', 'planned']]);
  });

  it('heads its columns with words that the reader knows', () => {
    assert.ok(stepsFields().every(Boolean));
  });

  it('is found by the end of a file name', () => {
    assert.deepEqual(['a.csv', 'a.b.TSV', 'a.xlsx', 'a.xls'].map(formatOf), ['csv', 'csv', 'xlsx', undefined]);
    assert.equal(formats.xlsx.writes, true);
  });

  it('loses nothing', () => {
    assert.deepEqual([csv.losses!(smallMap()), xlsx.losses!(smallMap())], [[], []]);
  });
}); // prettier-ignore
