export const buildInputs: readonly string[];
/** Installs the package in a folder of the project; false, said on the console, where that cannot be done. */
export function ensureOwnPackage(folder: string): Promise<boolean>;
