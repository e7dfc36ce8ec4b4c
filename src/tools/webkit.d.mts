export function startWebKit(): Promise<{port: number; capabilities: Record<string, unknown>; stop(): void}>;
