/** The element classes; importing them registers none. `stagepost/define/<element>` registers. */
export {StagepostContext} from './components/context/context.js';
export {StagepostNps} from './components/nps/nps.js';
export {StagepostSyncStatus} from './components/sync-status/sync-status.js';
export {type Contrast, contrastsOf, inWords} from './ui/contrast.js';
export {define} from './ui/define.js';
export {KitElement} from './ui/kit-element.js';
export {setPageSettings} from './ui/page.js';
export {surroundingsContext, type Surroundings} from './ui/context.js';
export type {KitEvents} from './ui/events.js';
export type {Explanation, Gate} from './ui/explain.js';
export type {Locale} from './locales/dictionary.js';
export {addLocale, addLocaleLoader} from './locales/languages.js';
export {KitError, type ErrorCode} from './schema/error.js';
export type {Settings} from './schema/settings.js';
export type {Survey} from './schema/survey.js';
export type {OutboxPort} from './outbox/port.js';
