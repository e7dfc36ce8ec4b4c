/** What every chaos test does with a tab: open it, wait for it, kill it. */
import type {CDPSession, Page} from 'puppeteer-core';
import type {TestBrowser} from '../browser.js';

export const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** `promise`, or nothing after `ms`: never a criterion, only a bound. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout;
  const bound = new Promise<undefined>(done => (timer = setTimeout(done, ms, undefined)));
  return Promise.race([promise, bound]).finally(() => clearTimeout(timer));
}

/** Waits until `holds`; rejects after `ms` with `what`. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  for (const end = performance.now() + ms; !(await holds()); await pause(20))
    if (performance.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
}

/** A page that stands still cannot be asked for a session any more, so each has one from the start. */
const sessions = new WeakMap<Page, CDPSession>();

/** The tab's debugging session. */
export const sessionOf = (page: Page): CDPSession => sessions.get(page)!;

/** A new tab on `address`, with the test's own entry point ready. */
export async function open({browser}: TestBrowser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  // A crash is an error of the page to puppeteer; here it is the plan.
  page.on('error', () => {});
  sessions.set(page, await page.createCDPSession());
  await page.goto(address, {waitUntil: 'load'});
  return page;
}

/** Kills the tab's process, whatever the page is doing, and resolves when it is dead. */
export async function crash(page: Page): Promise<void> {
  const dead = new Promise<void>(done => page.once('error', () => done()));
  sessionOf(page)
    .send('Page.crash')
    .catch(() => {});
  await dead;
  await page.close();
}

/** Waits until nothing waits on the device any more, asking for it as a person would. */
export async function drained(page: Page, ms = 120_000): Promise<void> {
  await until(
    () =>
      page.evaluate(async () => {
        void window.chaos.outbox.flush();
        return (await window.chaos.outbox.pending()).answers === 0;
      }),
    'an empty outbox',
    ms,
  );
}
