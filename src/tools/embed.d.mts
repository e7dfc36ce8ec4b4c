export const embedModes: readonly string[];
export function filesIn(folder: string): string[];
export function buildEmbed(folder: string): Promise<void>;
