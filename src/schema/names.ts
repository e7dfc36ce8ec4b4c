/** The one place that holds the kit's prefixes: everything we add to a page or a device begins with one of these. */
export const name = 'stagepost';

/** Custom element tags: `stagepost-nps`. */
export const tagPrefix = `${name}-`;

/** DOM events: `stagepost-saved`. */
export const eventPrefix = `${name}-`;

/** Everything kept on a device: database, localStorage keys, sessionStorage keys, locks, channels and sync tags. */
export const storagePrefix = `${name}:`;

/** The tag by which a browser wakes the service worker. */
export const syncTag = `${storagePrefix}sync`;

/** The IndexedDB database. One for each origin; its shape is additive only, so the name holds the major. */
export const databaseName = `${name}-1`;

/** The IndexedDB database of what a viewer keeps for when it is offline. */
export const keptName = `${name}-kept-1`;

/** JSON schemas: `stagepost/response/1`. */
export const schemaName = <N extends string>(what: N) => `${name}/${what}/1` as const;
