import {liveOf} from '../../journey/live.js';
import {meanOf} from '../../journey/parts.js';
import type {Lane, LaneKind, Stage, Step} from '../../schema/journey-map.js';
import {type Child, h} from '../../ui/dom.js';
import {contentAt} from './contents.js';
import {liveSum, placesIn} from './lives.js';
import type {Scene} from './scene.js';

/** Lanes of which a folded stage says what all of its steps have; of others, how much there is. */
const told: readonly LaneKind[] = ['channels', 'owners', 'evidence', 'engagement'];

/** What the steps of a stage have, each once; of their engagement, the mean. */
function shared(scene: Scene, lane: Lane, steps: readonly Step[]): HTMLElement[] {
  const mean = meanOf(steps.flatMap(({engagement = []}) => engagement));
  const asked = lane.kind === 'engagement' ? (mean ? [{...steps[0]!, engagement: Math.round(mean)}] : []) : steps;
  const all = asked.flatMap(step => contentAt(scene, lane, step)) as HTMLElement[];
  return [...new Map(all.map(one => [one.textContent, one])).values()];
}

/** What a folded stage says in a lane. */
export function summary(scene: Scene, stage: Stage, lane: Lane): Child {
  if (lane.kind === 'live') return liveSum(scene, stage.id, liveOf(placesIn(scene), stage), lane);
  const {parts, list, words} = scene;
  const steps = parts.stepsOf.get(stage.id) ?? [];
  const ids = new Set(steps.map(({id}) => id));
  const kind = ({'touchpoints': 'touchpoint', 'pain-points': 'pain-point', 'opportunities': 'opportunity', 'kpis': 'kpi'} as const)[lane.kind as string]; // prettier-ignore
  const own = kind ? [] : shared(scene, lane, steps);
  const isTold = told.includes(lane.kind);
  const n =
    list.filter(item => (kind ? item.kind === kind : item.laneId === lane.id) && item.stepIds.some(id => ids.has(id)))
      .length + (isTold ? 0 : own.length);
  return [isTold && own, n > 0 && h('span', {class: 'count'}, words.t('items', 'n', n))];
}
