/** The processes of a browser that a test has started, by what the system says of them. Linux alone. */
import {readdirSync, readFileSync} from 'node:fs';

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

const isAlive = (pid: number): boolean => !/\) [ZX] /.test(read(String(pid), 'stat') || ') X ');

/** Kills processes at once, those that have not ended by themselves, and resolves when they are gone. */
export async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  while (pids.some(isAlive)) await new Promise(done => void setTimeout(done, 5));
}
