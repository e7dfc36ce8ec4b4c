/** The tests' own browsers: one that dies in the middle of a test fails that test soon, and holds up nothing after it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {engine, startBrowser} from '../support/browser.js';
import {processesBelow} from '../support/engines/processes.js';

/** What each engine runs, by its command line; this file has only the browser that it starts. */
const parts = {
  chromium: ['chrom'],
  firefox: ['firefox'],
  webkit: ['MiniBrowser', 'WebKitWebDriver', 'WebKitWebProcess'],
}[engine];
const ours = (part: string): number[] =>
  processesBelow(process.pid).flatMap(([pid, command]) => (command.split(' ')[0]!.includes(part) ? [pid] : []));

for (const part of parts)
  test(`without its ${part}, what waits for a page is told within seconds, and the browser is cleared away`, async () => {
    const browser = await startBrowser();
    const page = await browser.newPage();
    // Never there, never settled: both kinds of wait.
    const waits = [page.waitForFunction('globalThis.never'), page.evaluate('new Promise(() => {})')];
    const ends = Promise.allSettled(waits);
    const killed = performance.now();
    const pids = ours(part);
    assert.ok(pids.length > 0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    const results = await ends;
    const told = performance.now() - killed;
    await browser.stop();
    assert.ok(told < 15_000, `told after ${told} ms`);
    for (const result of results) {
      assert.equal(result.status, 'rejected');
      if (engine === 'webkit')
        assert.equal((result.reason as {code?: string}).code, 'BROWSER_DIED', String(result.reason));
    }
    assert.deepEqual(parts.flatMap(ours), []);
  });
