export function freePort(): Promise<number>;
export function startWebKit(more?: Record<string, string>): Promise<{
  port: number;
  capabilities: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
  stop(): void;
}>;
