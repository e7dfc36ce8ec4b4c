/** No room: the quota of the origin used up, and a disk that is really full. Nothing is called `disk` that is not there. */
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {drained, open, pause, until} from '../support/chaos/drive.js';
import {crash, sessionOf} from '../support/engines/chromium.js';
import {startStage} from '../support/chaos/stage.js';

/** Writes until nothing fits any more, and says what a careless queue would have seen then. */
async function fill(page: Page): Promise<string> {
  let seen = {success: true, complete: true};
  for (const bytes of [60_000, 4000, 500])
    await until(
      async () => !(seen = await page.evaluate(size => window.chaos.probe.write(size), bytes)).complete,
      'no room',
    );
  return `the last write: request succeeded ${seen.success}, transaction completed ${seen.complete}`;
}

/** The answers that the database really holds. */
const inDatabase = (page: Page) =>
  page.evaluate(async () => JSON.stringify((await window.chaos.probe.contents('stagepost-1', 'items')).rows));

const save = async (page: Page, prefix: string, count: number) =>
  page.evaluate(
    async (name, most) => {
      const places: string[] = [];
      for (let at = 0; at < most; at++) places.push((await window.chaos.save(`${name}${at}`))?.persisted ?? 'refused');
      return places;
    },
    prefix,
    count,
  );

const five = (place: string) => Array<string>(5).fill(place);

test('a full quota: no false disk, earlier answers intact, all delivered in the end', async context => {
  const stage = await startStage(['disk', 'session']);
  const {endpoint, site, ledger} = stage;
  const browser = await stage.browser();
  try {
    await endpoint.down();
    // Set before the database is first used: the browser keeps what it knows of a larger quota for half a minute.
    const blank = await open(browser, site.blank);
    await sessionOf(blank).send('Storage.overrideQuotaForOrigin', {origin: site.origin(), quotaSize: 400_000});
    await pause(500);
    const page = await open(browser, site.page({endpoint: endpoint.url}));
    assert.deepEqual(await save(page, 'early', 5), five('disk'));

    const bare = await open(browser, site.page({endpoint: endpoint.url, noJournal: true}));
    context.diagnostic(await fill(page));

    assert.deepEqual(await save(page, 'full', 5), five('session'), 'only the copy in web storage was kept');
    const rows = await inDatabase(page);
    assert.deepEqual([rows.includes('"early4"'), rows.includes('"full0"')], [true, false]);
    assert.deepEqual(
      await save(bare, 'bare', 5),
      five('memory'),
      'nothing was kept beyond this page, and that is said',
    );
    const {answers, persistence} = await bare.evaluate(() => window.chaos.outbox.pending());
    assert.deepEqual({answers, persistence}, {answers: 15, persistence: 'memory'});

    // The tab dies while nothing can be written; another finds all that was promised.
    await crash(page);
    await sessionOf(blank).send('Storage.overrideQuotaForOrigin', {origin: site.origin()});
    await endpoint.up();
    await drained(bare);
    const next = await open(browser, site.page({endpoint: endpoint.url}));
    await drained(next);
    const {accepted, lost, twice, untrue} = ledger.verdict();
    assert.deepEqual(
      {accepted, lost, twice, untrue, errors: ledger.errors},
      {accepted: 10, lost: [], twice: [], untrue: [], errors: []},
    );
    assert.equal(ledger.reported()['memory']?.arrived, 5, 'the page that lived delivered what it held in memory');
  } finally {
    await stage.close();
  }
});

/** A small disk of its own; `undefined` where this machine does not let us mount one. */
function smallDisk(): {path: string; fill(): void; empty(): void; remove(): void} | undefined {
  const path = mkdtempSync(join(tmpdir(), 'stagepost-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=80m', 'tmpfs', path], {stdio: 'ignore'});
  } catch {
    rmSync(path, {recursive: true});
    return;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      try {
        for (let at = 0; ; at++) writeFileSync(filler, Buffer.alloc(at ? 4096 : 1 << 20, at), {flag: 'a'});
      } catch {
        // Full: that was the aim.
      }
    },
    empty: () => rmSync(filler, {force: true}),
    remove() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, {recursive: true, force: true});
    },
  };
}

test('a full disk: no false disk, earlier answers intact after the browser is killed', async context => {
  const disk = smallDisk();
  if (!disk) return context.skip('NOT TESTED: this machine does not let us mount a small disk (tmpfs)');
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  const profile = join(disk.path, 'profile');
  let browser = await stage.browser({profile});
  try {
    await endpoint.down();
    const page = await open(browser, site.page({endpoint: endpoint.url}));
    assert.deepEqual(await save(page, 'early', 5), five('disk'));
    disk.fill();
    context.diagnostic(await fill(page));
    disk.fill();
    const places = await save(page, 'full', 20);
    context.diagnostic(`answers given on a full disk were reported as ${[...new Set(places)].join(', ')}`);
    assert.ok(!places.includes('refused'), 'an answer that this page can hold is held');
    // What is called disk is there after a kill, full disk or not; the ledger holds the outbox to it.
    await browser.kill();
    disk.empty();
    browser = await stage.browser({profile});
    await endpoint.up();
    await drained(await open(browser, site.page({endpoint: endpoint.url})));
    const {lost, twice, untrue} = ledger.verdict();
    assert.deepEqual({lost, twice, untrue, errors: ledger.errors}, {lost: [], twice: [], untrue: [], errors: []});
    context.diagnostic(JSON.stringify(ledger.reported()));
    assert.ok(
      places.some(place => place !== 'disk'),
      'the disk was never full: nothing was proved',
    );
  } finally {
    await stage.close();
    disk.remove();
  }
});
