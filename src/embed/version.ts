/** Written by the build from package.json, so that the version is typed once. */
declare const STAGEPOST_VERSION: string;
/** Names of the elements that have an embed file, from the files of `src/define/`: `nps`, `context` … */
declare const STAGEPOST_ELEMENTS: readonly string[];

export const version = STAGEPOST_VERSION;
export const elements = STAGEPOST_ELEMENTS;
