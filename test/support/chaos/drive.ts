/** What every chaos test does with a tab: open it, wait for it, kill it. */
import type {TestBrowser, TestPage} from '../browser.js';

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

/** A new tab on `address`, with the test's own entry point ready. */
export async function open<P extends TestPage>(browser: TestBrowser<P>, address: string): Promise<P> {
  const page = await browser.newPage();
  await page.goto(address, {waitUntil: 'load'});
  return page;
}

/** Waits until nothing waits on the device any more, asking for it as a person would. */
export async function drained(page: TestPage, ms = 120_000): Promise<void> {
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
