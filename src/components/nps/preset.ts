import {npsCauses} from '../../locales/en/nps.js';
import type {Survey} from '../../schema/survey.js';

/** Id of the last option, the one with a text field. */
export const other = 'other';

/** The NPS+ definition: score, causes, comment, consent to contact, all in the kit's own words. */
export const preset = (id: string): Survey => ({
  schema: 'stagepost/survey/1',
  id,
  questions: [
    {id: 'score', type: 'nps', required: true},
    {
      id: 'causes',
      type: 'multiple',
      options: Object.keys(npsCauses).map(cause => ({id: cause})),
      other: true,
      shuffle: true,
      max: 3,
      primary: true,
    },
    {id: 'comment', type: 'text', max: 4000},
    {id: 'contact', type: 'contact', purpose: 'follow-up'},
  ],
});
