/** Every wait for a browser has an end, and a browser that died is told from a test that failed. */
import type {ChildProcess} from 'node:child_process';
import {connect} from 'node:net';

// A file whose time is up is asked to end; Puppeteer would close its browser then, and the file would stay.
for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** Seconds that a function on a page may take, and that a browser may take to end by itself. */
export const limits = {script: 60, stop: 10} as const;

/**
 * A browser or its driver went away or fell silent: it says nothing about what was tested. The runner of the tests knows it by
 * its code, also where it comes from another process.
 */
export class BrowserDied extends Error {
  readonly code = 'BROWSER_DIED';
  override readonly name = 'BrowserDied';
}

/** What a promise gives; rejects where it is not settled within `seconds`: "waited 5 s for `what`". */
export async function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BrowserDied(`waited ${seconds} s for ${what}`)), seconds * 1000);
  });
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
}

/** Resolves with a sentence when a program has ended, or never began. */
export const endOf = (child: ChildProcess, name: string): Promise<string> =>
  new Promise(done => {
    const say = (how: unknown): void => done(`${name} (process ${child.pid}) has ended: ${String(how)}`);
    child.once('exit', (code, signal) => say(signal ?? `code ${code}`)).once('error', say);
  });

/** True where something listens. A machine that is busy may take its time to say so. */
const listens = (port: number): Promise<boolean> =>
  new Promise(done => {
    const socket = connect({port, host: '127.0.0.1', timeout: 1000});
    const tell = (heard: boolean): void => {
      socket.destroy();
      done(heard);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false)).once('timeout', () => tell(false));
  });

/** Waits, at most `seconds`, until a program listens; at once rejects with what `ended` says. */
export async function untilListening(port: number, ended: Promise<string>, seconds = 15): Promise<void> {
  let death: string | undefined;
  void ended.then(text => (death = text));
  for (const end = performance.now() + seconds * 1000; !(await listens(port));) {
    if (death) throw new BrowserDied(death);
    if (performance.now() > end) throw new BrowserDied(`nothing listens on port ${port} after ${seconds} s`);
    await new Promise(done => void setTimeout(done, 25));
  }
}
