/** A database that the disk spoilt: the browser opens it as an empty one and says nothing; every answer comes back from its copy. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {drained, open, until} from '../support/chaos/drive.js';
import {makeProfile, startStage} from '../support/chaos/stage.js';
import {seeded} from '../support/seeded.js';

const items = 50;
const seed = Number(process.env.STAGEPOST_SEED ?? 20261122);

/** The files of the database of our one origin. */
function filesOf(profile: string): string[] {
  const folder = join(profile, 'Default', 'IndexedDB');
  const [store] = readdirSync(folder).filter(name => name.endsWith('.leveldb'));
  return readdirSync(join(folder, store!)).map(name => join(folder, store!, name));
}

const ways: Readonly<Record<string, (files: readonly string[]) => void>> = {
  'a zeroed manifest': files => {
    for (const file of files.filter(name => /MANIFEST/.test(name)))
      writeFileSync(file, Buffer.alloc(readFileSync(file).length));
  },
  'garbage in all files': files => {
    const random = seeded(seed);
    for (const file of files)
      writeFileSync(file, Buffer.from(readFileSync(file).map(() => Math.floor(random() * 256))));
  },
  'truncated files': files => {
    for (const file of files) truncateSync(file, Math.floor(readFileSync(file).length / 3));
  },
};

interface Outcome {
  readonly lost: number;
  readonly twice: number;
  readonly untrue: number;
  readonly errors: readonly string[];
  /** Rows that the spoilt database still gave. */
  readonly left: number;
  readonly recovered: number;
}

async function spoil(way: (files: readonly string[]) => void, noJournal: boolean): Promise<Outcome> {
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  const profile = makeProfile();
  try {
    await endpoint.down();
    const before = await stage.browser({profile: profile.path});
    const page = await open(before, site.page({endpoint: endpoint.url, noJournal}));
    const saved = await page.evaluate(count => window.chaos.bulk('kept', count), items);
    saved.forEach((one, index) => ledger.promise(`kept${index}`, one));
    assert.equal(ledger.reported()['disk']?.answers, items);
    // Closed in peace: web storage reaches the disk some seconds after it was written, or now.
    await before.stop();
    way(filesOf(profile.path));

    const after = await stage.browser({profile: profile.path});
    const next = await open(after, site.page({endpoint: endpoint.url}));
    await next.evaluate(() => window.chaos.outbox.pending());
    const {rows} = await next.evaluate(() => window.chaos.probe.contents('stagepost-1', 'items'));
    const left = rows.length;
    await until(
      async () => (await next.evaluate(() => window.chaos.outbox.pending())).answers >= (noJournal ? 0 : items),
      'the copies',
    );
    await endpoint.up();
    await drained(next);
    const recovered = ledger.notices
      .map(text => JSON.parse(text) as {type: string; count?: number})
      .find(({type}) => type === 'storage-recovered');
    const {lost, twice, untrue} = ledger.verdict();
    return {
      lost: lost.length,
      twice: twice.length,
      untrue: untrue.length,
      errors: ledger.errors,
      left,
      recovered: recovered?.count ?? 0,
    };
  } finally {
    await stage.close();
    profile.remove();
  }
}

for (const [name, way] of Object.entries(ways))
  test(`${name}: ${items} of ${items} answers recovered, told and delivered`, async context => {
    const {recovered, lost, twice, untrue, errors} = await spoil(way, false);
    context.diagnostic(`${name}: ${recovered} told as recovered, ${lost} lost (seed ${seed})`);
    assert.deepEqual({lost, twice, untrue, errors}, {lost: 0, twice: 0, untrue: 0, errors: []});
    assert.ok(recovered > 0, 'the loss of the database was not told');
  });

test('the harness goes red where there are no copies', async context => {
  const {lost, left} = await spoil(ways['garbage in all files']!, true);
  context.diagnostic(`without copies: the database gave ${left} rows, ${lost} of ${items} lost`);
  assert.equal(lost, items);
});
