/** Maps that are hard to show. */
import {smallMap, wideMap} from '../../test/support/journeys.js';

/** Lanes that hold nothing. */
export const emptyLanes = {...smallMap(), cells: [], painPoints: [], opportunities: []};

/** As little as a map can say. */
export const oneStep = {
  schema: 'stagepost/journey-map/1',
  id: 'one',
  title: 'A map that has just begun',
  stages: [{id: 'stage', name: 'Find'}],
  steps: [{id: 'step', stageId: 'stage', name: 'Search'}],
  lanes: [{id: 'doing', kind: 'actions', title: 'Actions'}],
  cells: [{id: 'c1', laneId: 'doing', from: 'step', text: 'Types three words'}],
};

/** 200 steps, and 10,000 cells with an item each. */
export const huge = wideMap(50, 200);

const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
const address = 'https://example.com/a/very/long/path/without-any-place-to-break-it-but-slashes?and=a&query=too';

/** Words without a place to break them in every kind of head, cell and panel. */
export function longWords() {
  const map = smallMap();
  return {
    ...map,
    title: `${word} ${address}`,
    personas: map.personas!.map(persona => ({...persona, name: word})),
    stages: map.stages.map(stage => ({...stage, name: word, goal: address})),
    steps: map.steps.map(step => ({...step, name: word.repeat(2)})),
    lanes: map.lanes!.map(lane => ({...lane, title: word})),
    cells: map.cells!.map(cell => (cell.text ? {...cell, text: `${address} ${word}`} : cell)),
    painPoints: map.painPoints!.map(pain => ({...pain, title: address})),
  };
}

/** Faults of every kind: a reference to nothing, a word that is none of ours, a name that is missing, a wrong number. */
export const faulty = {
  ...smallMap(),
  stages: [{id: 'find'}],
  lanes: [{id: 'doing', kind: 'doings'}],
  painPoints: [{id: 'slow', title: 'Sizes are unclear', stepIds: ['nowhere'], severity: 9}],
};
