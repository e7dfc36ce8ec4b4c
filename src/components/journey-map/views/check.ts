/** What good practice would add to the map: by rule, each with why it matters, what to do, and every place it is about. */
import {type Finding, type Level, lint, type RuleName} from '../../../journey/lint.js';
import {grouped} from '../../../journey/parts.js';
import {type Child, h} from '../../../ui/dom.js';
import {itemButton} from '../marks.js';
import type {Scene} from '../scene.js';
import {lintTexts, say} from './plan-words.js';
import {valueOf} from './rows.js';

/** Places of a rule that are shown at once. */
const most = 12;

export class Check {
  readonly element: HTMLElement;

  constructor(scene: Scene) {
    const findings = lint(scene.parts.map, new Date().toISOString().slice(0, 10));
    this.element = h('div', {class: 'check'}, findings.length ? found(scene, findings) : nothing(scene));
  }

  of = (key: string): readonly HTMLElement[] => [
    ...this.element.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`),
  ];

  /** The whole map is checked, whatever is filtered. */
  show(): void {}
}

const nothing = (scene: Scene): Child[] => [
  h('h3', {class: 'title clean'}, say(scene, 'clean')),
  h('p', {class: 'more'}, say(scene, 'cleanHint')),
];

function found(scene: Scene, findings: readonly Finding[]): Child[] {
  const count = (level: Level): number => findings.filter(one => one.level === level).length;
  const sums = [
    count('warning') && say(scene, 'warnings', 'n', count('warning')),
    count('hint') && say(scene, 'hints', 'n', count('hint')),
  ].filter(text => typeof text === 'string');
  return [
    h('h3', {class: 'title'}, scene.words.list(sums)),
    h('p', {class: 'more'}, say(scene, 'checkHint')),
    [...grouped(findings, ({rule}) => [rule])].map(([rule, all]) => section(scene, rule as RuleName, all)),
  ];
}

function section(scene: Scene, rule: RuleName, all: readonly Finding[]): HTMLElement {
  const {rules, levels} = lintTexts(scene);
  const {title, why, remedy} = rules[rule];
  const {level} = all[0]!;
  const places = all.map(finding => h('li', {}, place(scene, finding)));
  const rest = places.slice(most);
  return h(
    'section',
    {'class': 'rule', 'data-level': level},
    h(
      'div',
      {},
      h('p', {class: 'level'}, levels[level]),
      h('h4', {class: 'title'}, title),
      h('p', {class: 'more'}, why as string),
      h('p', {}, remedy as string),
    ),
    h(
      'div',
      {},
      h('p', {class: 'more'}, say(scene, 'places', 'n', all.length)),
      h('ul', {class: 'places'}, places.slice(0, most)),
      rest.length > 0 &&
        h('details', {}, h('summary', {}, say(scene, 'more', 'n', rest.length)), h('ul', {class: 'places'}, rest)),
    ),
  );
}

/** What is found at an item opens it; what is found of the map leads to its head. */
function place(scene: Scene, finding: Finding): HTMLElement {
  const {key} = finding.place;
  const item = scene.items.get(key);
  if (!item) return h('button', {'type': 'button', 'class': 'item', 'data-do': 'top'}, what(scene, finding));
  const about = [scene.words.t(`kind.${item.kind}`), valueOf(scene, item, 'where').text].filter(Boolean);
  return itemButton(
    key,
    {class: 'item', tabindex: undefined},
    h('span', {class: 'words'}, item.title),
    h('span', {class: 'more plain'}, about.join(' · ')),
  );
}

function what(scene: Scene, {rule, values: {zone, date, name}}: Finding): string {
  const {words} = scene;
  const text = lintTexts(scene).rules[rule].what as string;
  if (zone) return words.say(text, 'zone', words.of('zones', zone));
  if (date) return words.say(text, 'date', words.date(date));
  return words.say(text, 'name', name ?? '');
}
