/** Names of the elements that have an embed file, written by the build from the files of `src/define/`: `nps` … */
declare const STAGEPOST_ELEMENTS: readonly string[];

export const elements = STAGEPOST_ELEMENTS;
