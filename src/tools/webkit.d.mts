export function startWebKit(
  more?: Record<string, string>,
): Promise<{port: number; capabilities: Record<string, unknown>; stop(): void}>;
