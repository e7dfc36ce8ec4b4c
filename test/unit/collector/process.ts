import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {buildIsFresh} from '../../../src/tools/setup.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The built program where it is that of the sources: it starts in a fifth of the time that compiling takes. */
const entry = buildIsFresh() ? ['dist/cli/stagepost.js'] : ['--import', 'tsx', 'src/cli/stagepost.ts'];

/** Runs the command line to its end. */
export function cli(...args: string[]): {code: number | null; out: string; error: string} {
  const {status, stdout, stderr} = spawnSync(process.execPath, [...entry, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return {code: status, out: stdout, error: stderr};
}

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly out: () => string;
  readonly log: () => string;
  /** Sends the signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `stagepost serve` as a process of its own, once it listens; `before` runs it under another program. */
export async function serve(args: readonly string[], before: readonly string[] = []): Promise<Served> {
  const [command, ...rest] = [...before, process.execPath, ...entry, 'serve', '--port', '0', ...args];
  const child = spawn(command!, rest, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  let [out, log] = ['', ''];
  child.stderr.on('data', data => (log += String(data)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', data => {
      out += String(data);
      const address = /^listening on (\S+)\n/.exec(out)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', code => reject(new Error(`ended with ${code} before it listened: ${log}`)));
  });
  return {
    url,
    child,
    out: () => out,
    log: () => log,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
