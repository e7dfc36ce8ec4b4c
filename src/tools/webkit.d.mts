import type {ChildProcess} from 'node:child_process';

export function freePort(): Promise<number>;
export function sessionOn(
  port: number,
  capabilities?: Record<string, unknown>,
): {hostname: string; port: number; path: string; logLevel: 'silent'; capabilities: Record<string, unknown>};
export function startScreen(more?: Record<string, string>): Promise<{
  env: NodeJS.ProcessEnv;
  children: ChildProcess[];
  stop(): void;
}>;
export function startWebKit(more?: Record<string, string>): Promise<{
  port: number;
  capabilities: Record<string, unknown>;
  stop(): void;
}>;
