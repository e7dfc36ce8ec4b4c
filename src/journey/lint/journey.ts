/** Rules about the journey itself: stages, touchpoints and their channels, emotions, and how well all of it is known. */
import type {Cell} from '../../schema/journey-map.js';
import {zones} from '../../schema/journey-words.js';
import {stepsUnder} from '../items.js';
import type {Parts} from '../parts.js';
import {at, type Context, type Found, type Rule} from './rule.js';

const says = ({text, items = []}: Cell): boolean => !!text || items.length > 0;

/** The steps at which a lane of goals or needs says something. */
const stepsWithNeed = (parts: Parts): ReadonlySet<string> =>
  new Set(
    parts.lanes
      .filter(({kind}) => kind === 'needs' || kind === 'goals')
      .flatMap(({id}) => parts.cellsOf.get(id) ?? [])
      .filter(says)
      .flatMap(cell => stepsUnder(parts, cell)),
  );

/** A stage has a need by its own goal, or by what a lane of goals or needs says at one of its steps. */
function stagesWithoutNeed({parts, of}: Context): Found[] {
  const known = stepsWithNeed(parts);
  return of('stage')
    .filter(({key, stepIds}) => !parts.stages.get(key.slice('stage:'.length))!.goal && !stepIds.some(id => known.has(id)))
    .map(at); // prettier-ignore
}

/** Zones in which no touchpoint lies, by its channel; nothing where the map has no touchpoints at all. */
function zonesUncovered({parts, of}: Context): Found[] {
  const touchpoints = of('touchpoint');
  const covered = new Set(touchpoints.flatMap(({channelIds}) => channelIds.map(id => parts.channels.get(id)!.zone)));
  if (!touchpoints.length) return [];
  return zones.filter(zone => !covered.has(zone)).map(zone => ({path: ['channels'], values: {zone}}));
}

export const journeyRules = {
  'stage-no-need': {level: 'warning', find: stagesWithoutNeed},
  // The owner of a map keeps the map, not what it shows: a touchpoint belongs to itself, its step or its stage.
  'touchpoint-no-owner': {
    level: 'warning',
    find: ({of}) => of('touchpoint').filter(({owner}) => !owner).map(at), // prettier-ignore
  },
  'zone-uncovered': {level: 'hint', find: zonesUncovered},
  // A source that is itself an assumption checks nothing.
  'assumption-unchecked': {
    level: 'warning',
    find: ({items}) =>
      items
        .filter(({confidence, refs}) => confidence === 'assumption' && refs.every(({type}) => type === 'assumption'))
        .map(at),
  },
  'emotion-unexplained': {
    level: 'hint',
    find: ({of, parts}) =>
      of('emotion')
        .filter(({score, stepIds: [step = ''], personaIds: [persona]}) => {
          const {why} = parts.steps.get(step)!.emotions!.find(({personaId}) => personaId === persona)!;
          return score! < 0 && !why && !parts.painsAt.get(step)?.length;
        })
        .map(({key, stepIds: [step = '']}) => ({key, values: {name: parts.steps.get(step)!.name}})),
  },
} as const satisfies Readonly<Record<string, Rule>>;
