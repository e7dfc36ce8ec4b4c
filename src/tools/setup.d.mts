export const buildInputs: readonly string[];
/** False, and said, where what the folder's own package.json names could not be installed; in CI it ends the process. */
export function ensureOwnPackage(folder: string): Promise<boolean>;
/** True where `dist` was built, whole, from the sources as they are now. */
export function buildIsFresh(): boolean;
