/** Kills whole browsers, as a power cut would, and starts them again on the same profile. */
import type {Chromium} from '../engines/chromium.js';
import {seeded} from '../seeded.js';
import {drained, open, pause, within} from './drive.js';
import type {Verdict} from './ledger.js';
import type {PageOptions} from './page/hooks.js';
import {makeProfile, startStage, type Stage} from './stage.js';

export interface BrowserKillOptions {
  readonly kills: number;
  readonly seed: number;
  /** What each start finds in place of IndexedDB, in turn; `undefined` for the real thing. */
  readonly databases: readonly PageOptions['database'][];
  /** The places whose report counts as a promise; default `disk`. */
  readonly promises?: readonly string[];
}

export interface BrowserKillReport extends Verdict {
  readonly seed: number;
  readonly kills: number;
  /** Answers by the place that was reported for them last, and how many of those arrived. */
  readonly reported: Readonly<Record<string, {readonly answers: number; readonly arrived: number}>>;
  /** Kills in the very moment after a report, with the page standing still. */
  readonly atOnce: number;
  readonly errors: readonly string[];
}

/** One life of a browser: three answers, then the end at a moment of chance or right after a report. */
async function live(
  stage: Stage,
  browser: Chromium,
  random: () => number,
  life: number,
  database: PageOptions['database'],
): Promise<boolean> {
  const {site, endpoint, ledger} = stage;
  const keys = Array.from({length: 3}, (_, index) => `b${life}-${index}`);
  const snapshots = keys.map(() => 1 + Math.floor(random() * 2));
  const way = random();
  const atOnce = way < 0.5;
  const last = keys[Math.floor(random() * keys.length)];
  const reached = new Promise<void>(done => {
    site.hear = step => {
      ledger.hear(step);
      if (step.step !== 'accepted' || (atOnce && step.key !== last)) return;
      done();
      return atOnce ? 'stop' : undefined;
    };
  });
  // Half of the lives end before the endpoint has taken anything.
  endpoint.fault = () =>
    random() < 0.5 ? {hang: 'before'} : {delayBefore: Math.floor(random() * 15), delayAfter: Math.floor(random() * 15)};
  const page = await open(browser, site.page({endpoint: endpoint.url, ...(database && {database})}));
  void page.evaluate((...plan) => window.chaos.work(...plan), keys, snapshots).catch(() => {});
  // Some lives end before anything was reported.
  if (way < 0.85) await within(reached, 10_000);
  if (!atOnce) await pause(random() * 200);
  await browser.kill();
  return atOnce;
}

export async function killBrowsers({kills, seed, databases, promises}: BrowserKillOptions): Promise<BrowserKillReport> {
  const stage = await startStage(promises);
  const {ledger, endpoint, site} = stage;
  const profile = makeProfile();
  const random = seeded(seed);
  let atOnce = 0;
  try {
    for (let life = 0; life < kills; life++) {
      const browser = await stage.browser({profile: profile.path});
      if (await live(stage, browser, random, life, databases[life % databases.length])) atOnce++;
    }
    const browser = await stage.browser({profile: profile.path});
    site.hear = step => ledger.hear(step);
    endpoint.fault = undefined;
    await drained(await open(browser, site.page({endpoint: endpoint.url})));
    return {...ledger.verdict(), seed, kills, reported: ledger.reported(), atOnce, errors: ledger.errors};
  } finally {
    await stage.close();
    profile.remove();
  }
}
