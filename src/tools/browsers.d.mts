export type Engine = 'chromium' | 'firefox' | 'webkit';
export function missing(engine: Engine): string;
export function findEngine(engine: Engine): Record<string, string> | undefined;
export function ensureEngines(wanted?: readonly Engine[]): Promise<Engine[]>;
