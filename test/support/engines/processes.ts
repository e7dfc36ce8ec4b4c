/** The processes of a browser that a test has started, by what the system says of them. Linux alone. */
import {readdirSync, readFileSync} from 'node:fs';
import type {Browser} from 'puppeteer-core';
import {limits, within} from './ends.js';

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended since.
    return '';
  }
};

/** The fourth field, after a name that may hold anything. */
const parentOf = (pid: string): number => Number(/\) \S (\d+)/.exec(read(pid, 'stat'))?.[1]);

/** What a process and the processes below it run: `[pid, command line]`. */
export function processesBelow(root: number): [pid: number, command: string][] {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const parents = all.map(pid => [Number(pid), parentOf(pid)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([pid, above]) => (above === parent ? [pid, ...below(pid)] : []));
  return below(root).map(pid => [pid, read(String(pid), 'cmdline').trim()]);
}

/** The processes that have `NAME=value` in their environment. */
export const processesWith = (setting: string): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && read(name, 'environ').split(' ').includes(setting))
    .map(Number);

const isAlive = (pid: number): boolean => !/\) [ZX] /.test(read(String(pid), 'stat') || ') X ');

/**
 * Kills processes at once, those that have not ended by themselves, and resolves when they are gone; rejects where one is still
 * there after 10 seconds.
 */
export async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  for (const end = performance.now() + limits.stop * 1000; pids.some(isAlive);) {
    if (performance.now() > end)
      throw new Error(`killed, and still there: processes ${pids.filter(isAlive).join(', ')}`);
    await new Promise(done => void setTimeout(done, 5));
  }
}

/** Closes a browser of Puppeteer's; kills what is still there of it after a while, by its process ids. */
export async function closeOrKill(browser: Browser): Promise<void> {
  const pid = browser.process()?.pid;
  const ours = pid ? [pid, ...processesBelow(pid).map(([below]) => below)] : [];
  // One that is dead already cannot be asked to close.
  await within(limits.stop, 'the browser to close', browser.close()).catch(() => killAll(ours));
}
