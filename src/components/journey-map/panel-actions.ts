/** What the panels do to the view: they come after the map, and so does this. */
import type {Lane} from '../../schema/journey-map.js';
import {type Act, lanesThatAre} from './actions.js';
import {laneIs, lanesInOrder, type Scene} from './scene.js';

export const isPinned = ({view}: Scene, lane: Lane): boolean => laneIs(view.pinned, lane, lane.pinned);

/** Whether a lane can change places with the one above (-1) or below (1): both are kept in sight, or neither is. */
export function isMovable(scene: Scene, lane: Lane, by: -1 | 1): boolean {
  const lanes = lanesInOrder(scene);
  const other = lanes[lanes.indexOf(lane) + by];
  return !!other && isPinned(scene, other) === isPinned(scene, lane);
}

/** To the place of the lane beside it; at an end nobody can press for that. */
const moved =
  (by: -1 | 1): Act =>
  (scene, key) => {
    const ids = lanesInOrder(scene).map(({id}) => id);
    const at = ids.indexOf(key);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    return {order: ids};
  };

export const panelActions: Readonly<Record<string, Act>> = {
  show: lanesThatAre('hidden', ({hidden}) => hidden),
  pin: lanesThatAre('pinned', ({pinned}) => pinned),
  up: moved(-1),
  down: moved(1),
  reset: () => ({hidden: undefined, shut: undefined, pinned: undefined, order: []}),
  clear: () => ({filter: {}}),
};
