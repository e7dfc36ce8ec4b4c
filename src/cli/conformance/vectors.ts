/** Golden requests as further checks: each file is `{"about", "cases": [{"name", "why", "item", "verdict"}]}`. */
import {readdir, readFile} from 'node:fs/promises';
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {isTime} from '../../schema/patterns.js';
import {check, type Check} from './check.js';
import {describeVerdict, type Loose, type Sample} from './probe.js';

export interface ItemVector {
  readonly name: string;
  /** One line: why this verdict. */
  readonly why: string;
  readonly item: Loose;
  /** `stored`, `rejected/invalid`, `retry/schema/newer`. */
  readonly verdict: string;
}

/** The vectors of `item*.json` in a folder, as checks. Ids and, where it is a sound one, `createdAt` are made anew. */
export async function vectorChecks(folder: string): Promise<Check[]> {
  const names = (await readdir(folder)).filter(name => /^item.*\.json$/.test(name)).sort();
  const files = await Promise.all(
    names.map(async name => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown),
  );
  return files.flatMap(file =>
    (file as {cases: ItemVector[]}).cases.map(({name, why, item, verdict}) =>
      check(`vector/${name}`, why, async probe =>
        describeVerdict(await probe.expect(refreshed(item), ...verdict.split(' or '))),
      ),
    ),
  );
}

function refreshed(item: Loose): Sample {
  return {...item, id: randomUUID(), ...(isTime(item['createdAt']) && {createdAt: new Date().toISOString()})} as Sample;
}
