/** What the table of all items says of each, column by column; sorted and grouped by the same values. */
import {confidences, opportunityStatuses} from '../../../schema/journey-words.js';
import type {Item} from '../../../journey/items.js';
import {laneTitle, type Scene} from '../scene.js';

export const columns = ['title', 'kind', 'where', 'persona', 'owner', 'status', 'rating', 'backing', 'due', 'tags'] as const; // prettier-ignore
export type ColumnName = (typeof columns)[number];
/** What the items can be put under. */
export const groups = ['kind', 'where', 'persona', 'owner', 'status', 'backing'] as const;

/** A cell: what it says, and what it is sorted by; empty where there is nothing to say. */
export interface Said {
  readonly text: string;
  readonly by: string | number;
}

const nothing: Said = {text: '', by: ''};
const said = (text: string | undefined, by: string | number = text ?? ''): Said => (text ? {text, by} : nothing);

function kind(scene: Scene, {kind: what, laneId}: Item): Said {
  const lane = laneId === undefined ? undefined : scene.parts.lanes.find(({id}) => id === laneId);
  return said(lane ? laneTitle(scene, lane) : scene.words.t(`kind.${what}`));
}

/** The stage and the first step; sorted as the journey goes. */
function where({parts}: Scene, {stepIds: [first], kind: what}: Item): Said {
  const step = parts.steps.get(first ?? '');
  if (!step) return nothing;
  const stage = parts.stages.get(step.stageId)!.name;
  return said(what === 'stage' || what === 'step' ? stage : `${stage} › ${step.name}`, parts.order.get(first!)!);
}

/** How bad, how good or how big. */
function rating({words}: Scene, {severity, score, impact, effort}: Item): Said {
  if (severity !== undefined) return said(words.t('severity', 'n', severity), severity);
  if (score !== undefined) return said(words.scored(score), score);
  if (impact === undefined) return nothing;
  return said(words.list([words.t('impact', 'n', impact), words.t('effort', 'n', effort!)]), impact * 10 - effort!);
}

const values: Readonly<Record<ColumnName, (scene: Scene, item: Item) => Said>> = {
  title: (_scene, item) => said(item.title),
  kind,
  where,
  persona: ({parts, words}, item) => said(words.list(item.personaIds.map(id => parts.personas.get(id)!.name))),
  owner: (_scene, item) => said(item.owner),
  status: ({words}, {status}) => said(status && words.of('statuses', status), opportunityStatuses.indexOf(status!)),
  rating,
  backing: ({words}, {confidence}) => said(confidence && words.t(confidence), confidences.indexOf(confidence!)),
  due: ({words}, {due}) => said(due && words.date(due), due),
  tags: ({words}, {tags}) => said(words.list(tags)),
};

export const valueOf = (scene: Scene, item: Item, column: ColumnName): Said => values[column](scene, item);

/** Orders by a column, `-` in front turned round; what says nothing stands last either way. */
export function comparing(scene: Scene, sort: string): (a: Item, b: Item) => number {
  const column = columns.find(name => name === sort.replace('-', ''));
  if (!column) return () => 0;
  const sign = sort.startsWith('-') ? -1 : 1;
  const collator = new Intl.Collator(scene.words.language, {numeric: true});
  return (a, b) => {
    const [one, two] = [valueOf(scene, a, column), valueOf(scene, b, column)];
    if (!one.text || !two.text) return Number(!one.text) - Number(!two.text);
    return (
      sign *
      (typeof one.by === 'number' && typeof two.by === 'number'
        ? one.by - two.by
        : collator.compare(`${one.by}`, `${two.by}`))
    );
  };
}
