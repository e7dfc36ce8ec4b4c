import {liveOf} from '../../journey/live.js';
import type {Lane, Stage} from '../../schema/journey-map.js';
import type {Child} from '../../ui/dom.js';
import {h} from '../../ui/dom.js';
import {liveSum, placesIn} from './lives.js';
import type {Scene} from './scene.js';

/** What a folded stage says in a lane: how much there is. */
export function summary(scene: Scene, stage: Stage, lane: Lane): Child {
  if (lane.kind === 'live') return liveSum(scene, stage.id, liveOf(placesIn(scene), stage), lane);
  const {parts, list, words} = scene;
  const steps = new Set((parts.stepsOf.get(stage.id) ?? []).map(({id}) => id));
  const kind = ({'touchpoints': 'touchpoint', 'pain-points': 'pain-point', 'opportunities': 'opportunity', 'kpis': 'kpi'} as const)[lane.kind as string]; // prettier-ignore
  const n = list.filter(
    item => (kind ? item.kind === kind : item.laneId === lane.id) && item.stepIds.some(id => steps.has(id)),
  ).length;
  return n > 0 && h('span', {class: 'count'}, words.t('items', 'n', n));
}
