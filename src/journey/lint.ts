/** What good practice would add to a sound map: nothing here is wrong by the model. Texts are in `locales/journey-lint`. */
import type {JourneyMap} from '../schema/journey-map.js';
import {type Item, itemsOf} from './items.js';
import {journeyRules} from './lint/journey.js';
import {pathsOf} from './lint/paths.js';
import {planRules} from './lint/plan.js';
import {wholeRules} from './lint/whole.js';
import {partsOf} from './parts.js';
import type {Found, Rule} from './lint/rule.js';

/** Every rule with what it finds, in the order in which they are told: the whole first, then from what hurts to what is done. */
const rules = {...wholeRules, ...journeyRules, ...planRules} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];
export type Level = Rule['level'];

export interface Finding {
  readonly rule: RuleName;
  readonly level: Level;
  readonly place: {
    /** In the map: `['stages', 1]`. */
    readonly path: readonly (string | number)[];
    /** Of the item, as `itemsOf` names it; empty where it is about the whole map. */
    readonly key: string;
  };
  /** What the texts of the rule name. */
  readonly values: NonNullable<Found['values']>;
}

/** The level of each rule: a `warning` should be mended, a `hint` thought about. */
export const levelOf = (rule: RuleName): Level => rules[rule].level;

/**
 * Everything that is found in a map, rule by rule, within a rule in the order of the journey.
 * @param map sound by `journeyMapSchema`
 * @param today ISO day, which what is overdue is held against
 */
export function lint(map: JourneyMap, today: string): Finding[] {
  const parts = partsOf(map);
  const items = itemsOf(parts);
  const paths = pathsOf(map);
  const context = {map, parts, items, today, of: (kind: Item['kind']) => items.filter(item => item.kind === kind)};
  return ruleNames.flatMap(rule =>
    [...(rules[rule] as Rule).find(context)].map(({key = '', path, values = {}}) => ({
      rule,
      level: rules[rule].level,
      place: {path: path ?? paths.get(key) ?? [], key},
      values,
    })),
  );
}
