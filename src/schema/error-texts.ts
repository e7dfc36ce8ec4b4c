/** The sentence a developer reads for each code, with what to do. Apart from the codes, so that no visitor downloads them. */
import type {ErrorCode} from './error.js';

export const errorTexts: Readonly<Record<ErrorCode, string>> = {
  'answer/invalid': 'The answer does not have the shape this survey asks for.',
  'answer/too-large': 'The answer is larger than an endpoint accepts; nothing was stored.',
  'config/invalid': 'The configuration is not valid.',
  'config/unreachable': 'The configuration could not be fetched.',
  'definition/invalid': 'The survey definition is not valid.',
  'definition/unsupported': 'This element cannot show a question of the survey definition.',
  'endpoint/invalid': 'The endpoint is not an http or https URL.',
  'endpoint/missing':
    'No endpoint is set: give the element, a surrounding stagepost-context or the script tag an endpoint and a site.',
  'live/unreachable': 'The live results of the journey map could not be fetched.',
  'map/invalid': 'The journey map is not valid.',
  'map/unpaintable': 'This browser cannot paint a picture of the journey map.',
  'map/unreachable': 'The journey map could not be fetched.',
  'outbox/full': 'This device holds as many unsent answers as it may; nothing was stored.',
  'outbox/none': 'No outbox is registered: import from stagepost/define, or provide one by context.',
  'outbox/unknown': 'No item with this id waits on this device.',
  'schema/newer': 'It was written for a newer version of this kit.',
  'setting/invalid': 'A setting has a value that is not known; the default is used.',
  'storage/failed': 'The browser refused to keep the answer.',
};
