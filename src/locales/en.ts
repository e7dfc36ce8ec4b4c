/** English: complete, and the measure of every other language. */
import {nps} from './en/nps.js';
import {popup} from './en/popup.js';
import {refusal} from './en/refusal.js';
import {syncStatus} from './en/sync-status.js';

export const en = {lang: 'en', nps, popup, refusal, syncStatus} as const;
export default en;
