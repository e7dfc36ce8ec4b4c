/** What changed between two maps, as a table: stage by stage, each change with its mark and in words. */
import {type Change, type Comparison, type How, partKinds, type Told} from '../../../journey/compare.js';
import type {Side} from '../../../journey/pairs.js';
import type {Parts} from '../../../journey/parts.js';
import {type Child, h} from '../../../ui/dom.js';
import {itemButton} from '../marks.js';
import {isolated} from '../own-words.js';
import type {Scene} from '../scene.js';
import {fieldChange} from './values.js';

export const signs: Readonly<Record<How, string>> = {added: '+', removed: '−', changed: '~', moved: '↕'};

/** Changes that are listed at once; more when they are asked for. */
export const pageSize = 200;

/** Those that are looked at, in the order of the journey. */
export interface Group {
  readonly name: string;
  readonly changes: readonly Change[];
}

const told = ({before, after}: Change): readonly [Told, Side] => (after ? [after, 'after'] : [before!, 'before']);

const rank = ({part}: Change): number => partKinds.indexOf(part);

/** The changes under the stages of both maps, what belongs to the whole map first. */
export function groupsOf({words}: Scene, {columns, changes}: Comparison): Group[] {
  const under = new Map<string, Change[]>();
  for (const change of changes) {
    const [{stageId}, side] = told(change);
    const key = stageId && `${side} ${stageId}`;
    const list = under.get(key);
    if (list) list.push(change);
    else under.set(key, [change]);
  }
  const groups: Group[] = [{name: words.t('wholeMap'), changes: under.get('') ?? []}];
  for (const {stage, steps} of columns) {
    const order = new Map(steps.flatMap(({before, after}, at) => [[`before ${before?.id}`, at], [`after ${after?.id}`, at]])); // prettier-ignore
    const place = (change: Change) => {
      const [{stepIds: [first = '']}, side] = told(change); // prettier-ignore
      return change.part === 'stage' ? -1 : (order.get(`${side} ${first}`) ?? steps.length);
    };
    const list = [...(under.get(`before ${stage.before?.id}`) ?? []), ...(under.get(`after ${stage.after?.id}`) ?? [])];
    list.sort((a, b) => place(a) - place(b) || rank(a) - rank(b));
    groups.push({name: (stage.after ?? stage.before)!.name, changes: list});
  }
  return groups.filter(group => group.changes.length);
}

/** `own`: which of the two maps is the one that is shown, so that its items can be opened. `most`: how many rows at most. */
export function differences(
  scene: Scene,
  comparison: Comparison,
  groups: readonly Group[],
  own: Side,
  most: number,
): HTMLElement {
  const {words} = scene;
  let left = most;
  return h(
    'table',
    {class: 'list roving differences', role: 'table'},
    h('caption', {}, words.t('changesBetween')),
    h(
      'thead',
      {role: 'rowgroup'},
      h(
        'tr',
        {role: 'row'},
        (['how', 'title', 'where', 'what'] as const).map(name =>
          h('th', {scope: 'col', role: 'columnheader'}, words.t(`column.${name}`)),
        ),
      ),
    ),
    groups.map(({name, changes}) => {
      const shown = changes.slice(0, left);
      left -= shown.length;
      return (
        shown.length > 0 &&
        h(
          'tbody',
          {role: 'rowgroup'},
          h(
            'tr',
            {role: 'row'},
            h('th', {scope: 'rowgroup', role: 'rowheader', colspan: 4}, name, h('span', {class: 'more'}, ` ${words.number(changes.length)}`)), // prettier-ignore
          ),
          shown.map(change => rowOf(scene, comparison, change, own)),
        )
      );
    }),
  );
}

function rowOf(scene: Scene, comparison: Comparison, change: Change, own: Side): HTMLElement {
  const {words} = scene;
  const [one, side] = told(change);
  const title = one.title || words.t(change.part === 'emotion' ? 'everyone' : `kind.${change.part}`);
  return h(
    'tr',
    {class: `one how-${change.hows[0]}`, role: 'row'},
    h(
      'td',
      {role: 'cell', class: 'how'},
      change.hows.map(how => sign(how, words.t(`how.${how}`))),
    ),
    h(
      'th',
      {scope: 'row', role: 'rowheader'},
      h('span', {class: 'more'}, words.t(`kind.${change.part}`)),
      openable(scene, change[own], title),
    ),
    h('td', {role: 'cell', class: 'where'}, whereIs(scene, comparison[side], one)),
    h('td', {role: 'cell', class: 'what'}, whatOf(scene, comparison, change)),
  );
}

export const sign = (how: How, text: string): HTMLElement =>
  h('span', {class: `mark ${how}`}, h('span', {'class': 'sign', 'aria-hidden': 'true'}, signs[how]), text);

/** A button where the item is in the map that is shown; else its name. */
function openable({items}: Scene, mine: Told | undefined, title: string): Child {
  const key = mine && [mine.key, `${mine.key}/0`].find(one => items.has(one));
  return key ? itemButton(key, {class: 'item'}, title) : h('span', {class: 'plain'}, title);
}

function whereIs({words}: Scene, {steps}: Parts, {stepIds}: Told): string {
  const names = stepIds.map(id => isolated(steps.get(id)!.name));
  return names.length > 2 ? `${names[0]} … ${names.at(-1)}` : words.facts(names);
}

/** Field by field; of an emotion that came or went, the score. */
function whatOf({words}: Scene, {before, after}: Comparison, change: Change): Child {
  if (change.part === 'emotion' && !change.fields.length) {
    const [{key, stepIds}, side] = told(change);
    const map = side === 'after' ? after : before;
    const person = key.slice(key.lastIndexOf('/') + 1);
    const felt = map.steps.get(stepIds[0]!)!.emotions!.find(({personaId = ''}) => personaId === person)!;
    return h('span', {class: 'values'}, words.scored(felt.score));
  }
  const direction = change.part === 'kpi' && change.after ? after.kpis.get(change.after.key.slice(4))?.direction : undefined; // prettier-ignore
  return change.fields.map(field => fieldChange(words, change, field, direction));
}
