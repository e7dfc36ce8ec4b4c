/**
 * A Node program of this project as a process of its own, for tests.
 *
 *   const program = await startProgram('dist/cli/stagepost.js', ['serve', '--port', '0'], /listening on (\S+)/);
 *   program.found                                             // what the first group matched: http://127.0.0.1:PORT
 *   await program.stop();                                     // SIGTERM; resolves with the exit code
 *   await program.kill();                                     // SIGKILL
 *   await runProgram('dist/cli/stagepost.js', ['token', …])   // {code, out, err} of a program that ends by itself
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Program {
  readonly found: string;
  readonly pid: number;
  /** Everything written so far. */
  output(): string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

const start = (file: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: {...process.env, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Starts it and waits, at most 30 s, until it prints what `ready` matches. */
export async function startProgram(
  file: string,
  args: readonly string[],
  ready: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<Program> {
  const child = start(file, args, env);
  let output = '';
  const ended = new Promise<number | null>(resolve => void child.once('exit', code => resolve(code)));
  const found = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${file} was not ready within 30 s: ${output}`)), 30_000);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = ready.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1] ?? match[0]);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    void ended.then(code => reject(new Error(`${file} ended with code ${code}: ${output}`)));
  });
  return {
    found,
    pid: child.pid!,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString();

export function runProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = start(file, args, env);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise(resolve => {
    child.once('close', code => resolve({code, out: text(out), err: text(err)}));
  });
}
