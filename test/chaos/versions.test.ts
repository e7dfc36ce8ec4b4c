/** Kits of other versions on the same device: a frozen tab that blocks an upgrade, and a database that a newer kit left. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {drained, open, pause, until} from '../support/chaos/drive.js';
import {crash} from '../support/engines/chromium.js';
import {startStage} from '../support/chaos/stage.js';

const database = 'stagepost-1';
const place = (page: Awaited<ReturnType<typeof open>>, key: string) =>
  page.evaluate(async name => (await window.chaos.save(name))?.persisted ?? 'refused', key);

test('a frozen tab blocks an upgrade for ever: answers are kept all the same, and nothing is called disk', async context => {
  const stage = await startStage(['disk', 'session']);
  const {endpoint, site, ledger} = stage;
  try {
    const browser = await stage.browser();
    await endpoint.down();
    const early = await open(browser, site.page({endpoint: endpoint.url}));
    assert.equal(await place(early, 'early'), 'disk');
    await early.close();
    // These two only use the database; their own outbox has none.
    const frozen = await open(browser, site.page({endpoint: endpoint.url, database: 'gone', mute: 'all'}));
    await frozen.evaluate(name => window.chaos.probe.holdOpen(name), database);
    const newer = await open(browser, site.page({endpoint: endpoint.url, database: 'gone', mute: 'all'}));
    assert.equal(
      await newer.evaluate(name => window.chaos.probe.raise(name, 2), database),
      true,
      'the upgrade must be blocked',
    );

    const page = await open(browser, site.page({endpoint: endpoint.url}));
    const started = performance.now();
    assert.equal(await place(page, 'blocked'), 'session');
    context.diagnostic(
      `behind a blocked upgrade an answer was kept after ${Math.round(performance.now() - started)} ms (not a criterion)`,
    );
    await crash(page);
    const next = await open(browser, site.page({endpoint: endpoint.url}));
    assert.equal(await place(next, 'later'), 'session');
    // The frozen tab goes; the upgrade goes through, and the database is there for the tab that waited.
    await frozen.close();
    await newer.close();
    let more = 0;
    await until(async () => (await place(next, `again${more++}`)) === 'disk', 'the database again');
    await endpoint.up();
    await drained(next);
    const {accepted, lost, twice, untrue} = ledger.verdict();
    assert.deepEqual(
      {accepted, lost, twice, untrue, errors: ledger.errors},
      {accepted: 3 + more, lost: [], twice: [], untrue: [], errors: []},
    );
  } finally {
    await stage.close();
  }
});

test('an old tab of ours gives way to an upgrade, and goes on with the newer database', async () => {
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  try {
    const browser = await stage.browser();
    await endpoint.down();
    const page = await open(browser, site.page({endpoint: endpoint.url}));
    assert.equal(await place(page, 'before'), 'disk');
    const newer = await open(browser, site.page({endpoint: endpoint.url, database: 'gone', mute: 'all'}));
    assert.equal(
      await newer.evaluate(name => window.chaos.probe.raise(name, 5), database),
      false,
      'the upgrade must go through',
    );
    await newer.close();
    assert.equal(await place(page, 'after'), 'disk');
    await endpoint.up();
    await drained(page);
    assert.deepEqual([ledger.verdict().accepted, ledger.missing(), ledger.errors], [2, [], []]);
  } finally {
    await stage.close();
  }
});

test('a database left by a newer kit opens as it is, works, and keeps what we do not know', async () => {
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  try {
    const browser = await stage.browser();
    const at = new Date().toISOString();
    const data = {
      survey: 'x',
      version: '1',
      impression: '00000000-0000-4000-8000-000000000000',
      complete: true,
      answers: {},
      startedAt: at,
      context: {},
    };
    const row = (id: string, schema: string, more: object = {}) => ({
      id,
      item: {
        id,
        kind: 'response',
        schema,
        createdAt: at,
        receipt: 'AAAAAAAAAAAAAAAAAAAAAA',
        data: {...data, hidden: {key: id, n: 1}},
        mood: 'calm',
      },
      rev: 3,
      endpoint: endpoint.url,
      site: 'pk_demo',
      attempt: 1,
      bytes: 900,
      priority: 'high',
      ...more,
    });
    const known = '11111111-1111-4111-8111-111111111111';
    const unknown = '22222222-2222-4222-8222-222222222222';
    const elsewhere = {
      ...row('33333333-3333-4333-8333-333333333333', 'stagepost/response/1'),
      endpoint: 'http://127.0.0.1:9/none',
      site: 'pk_other',
    };
    const rows = [
      row(known, 'stagepost/response/1'),
      row(unknown, 'stagepost/response/2'),
      elsewhere,
      {id: 'setting:theme', value: 7},
    ];
    const writer = await open(browser, site.page({endpoint: endpoint.url, database: 'gone', mute: 'all'}));
    await writer.evaluate((name, left) => window.chaos.probe.leaveNewer(name, 9, left), database, rows);
    await writer.close();

    const page = await open(browser, site.page({endpoint: endpoint.url}));
    assert.equal(await place(page, 'mine'), 'disk');
    await endpoint.until(
      () => endpoint.held.has(known) && ledger.missing().length === 0 && !!endpoint.arrivals.get(unknown),
    );
    await pause(200);
    const found = await page.evaluate(name => window.chaos.probe.contents(name, 'items'), database);
    assert.equal(found.version, 9, 'the version is never touched');
    assert.deepEqual(found.stores, ['blobs', 'items']);
    const byId = new Map(
      (found.rows as {id: string; priority?: string; item?: {mood?: string}}[]).map(one => [one.id, one]),
    );
    assert.equal(byId.has(known), false, 'what was acknowledged has gone');
    assert.deepEqual(
      [byId.get(unknown)?.priority, byId.get(unknown)?.item?.mood],
      ['high', 'calm'],
      'unknown keys stay',
    );
    assert.ok(byId.has('setting:theme') && byId.has(elsewhere.id), 'what is not ours to send stays');
    assert.equal(
      (endpoint.held.get(known) as unknown as {mood?: string}).mood,
      'calm',
      'unknown keys travel with the item',
    );
    assert.deepEqual(ledger.errors, []);
  } finally {
    await stage.close();
  }
});
