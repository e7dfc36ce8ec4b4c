export function freePort(): Promise<number>;
export function startWebKit(): Promise<{
  port: number;
  capabilities: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
  stop(): void;
}>;
