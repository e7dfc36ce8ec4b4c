export const buildInputs: readonly string[];
/** True where `dist` was built, whole, from the sources as they are now. */
export function buildIsFresh(): boolean;
