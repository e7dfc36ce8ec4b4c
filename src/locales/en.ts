/** English: complete, and the measure of every other language. */
import {nps} from './en/nps.js';
import {syncStatus} from './en/sync-status.js';

export const en = {lang: 'en', nps, syncStatus} as const;
export default en;
