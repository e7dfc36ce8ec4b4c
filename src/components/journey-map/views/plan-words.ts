/** The texts of the views of priorities and of the check: of the reader's language, else English, which is loaded with them. */
import {journeyLint} from '../../../locales/journey-lint/en.js';
import {journeyPlan} from '../../../locales/journey-map/plan.js';
import type {Criterion} from '../../../journey/weights.js';
import type {Scene} from '../scene.js';

export type PlanText = keyof (typeof journeyPlan)['texts'];

/** A text, with the value for its hole. */
export const say = ({words}: Scene, key: PlanText, hole = '', value: string | number = ''): string =>
  words.say((words.texts.plan ?? journeyPlan).texts[key], hole, value);

export const criterionName = ({words}: Scene, name: Criterion): string =>
  (words.texts.plan ?? journeyPlan).criteria[name];

export const lintTexts = ({words}: Scene) => words.texts.lint ?? journeyLint;
