export const buildInputs: readonly string[];
