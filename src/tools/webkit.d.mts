export function freePort(): Promise<number>;
export function sessionOn(
  port: number,
  capabilities?: Record<string, unknown>,
): {hostname: string; port: number; path: string; logLevel: 'silent'; capabilities: Record<string, unknown>};
export function startWebKit(more?: Record<string, string>): Promise<{
  port: number;
  capabilities: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
  stop(): void;
}>;
