import {setImmediate} from 'node:timers/promises';
import {hideBelow} from '../../core/display.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import type {LiveValue, Overlay} from '../../schema/overlay.js';
import {usualQuestion} from '../results/causes.js';
import {isoOf, traitOf} from '../results/query.js';
import type {Site} from '../sites.js';
import type {CauseEntry, Cell, ScoreCell, Store} from '../store.js';
import type {Computed} from './kept.js';
import {liveCes, liveCsat, liveNps, liveReasons} from './figures.js';
import {ByPlace, inOrder, placesOfMap, type Place} from './places.js';
import type {OverlayQuery} from './query.js';

export interface OverlayAsked {
  readonly store: Store;
  readonly site: Site;
  /** Id of the map. */
  readonly journey: string;
  /** Absent where the endpoint does not serve the map itself: the places are then those that answers name. */
  readonly map: JourneyMap | undefined;
  readonly query: OverlayQuery;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Everything that was answered. */
interface Answers {
  readonly nps: ByPlace<ScoreCell>;
  readonly csat: ByPlace<ScoreCell>;
  readonly ces: ByPlace<ScoreCell>;
  readonly causes: ByPlace<CauseEntry>;
}

/**
 * The live values of a map: by place, the same figures as the results routes give, which leave out withdrawn answers and tests.
 * A figure of fewer answers than the site's `minN` is hidden: 5 unless the site sets one, 2 at least, since one answer is a person.
 */
export async function overlayOf(asked: OverlayAsked): Promise<Computed> {
  const {site, journey, map, query, now} = asked;
  const minN = Math.max(2, site.minN ?? hideBelow);
  const answers = await answersOf(asked);
  const places = map ? placesOfMap(map) : placesAnswered(answers);
  const overlay: Overlay = {
    schema: 'stagepost/overlay/1',
    journey,
    at: new Date(now).toISOString(),
    minN,
    from: isoOf(query.from) ?? undefined,
    to: isoOf(query.to) ?? undefined,
    segment: query.segment.size === 0 ? undefined : Object.fromEntries(query.segment),
    values: places.map(place => valueOf(place, answers, minN)).filter(isAnswered),
  };
  const all = [answers.nps, answers.csat, answers.ces].flatMap(byPlace => byPlace.at({}));
  return {overlay, answers: all.reduce((sum, {count}) => sum + count, 0)};
}

/**
 * One reading for each kind of score: places are told apart here, so that a map costs no more than a table of results. What waits
 * meanwhile, answers above all, goes between two readings.
 */
async function answersOf({store, site, journey, query}: OverlayAsked): Promise<Answers> {
  const {from, to, segment} = query;
  const by = ['stage', 'touchpoint', ...[...segment.keys()].map(traitOf)];
  const selection = {site: site.id, journey, from, to, by};
  const wanted = [...segment.values()];
  const belongs = ({keys}: Cell): boolean => wanted.every((values, at) => values.some(value => value === keys[at + 2]));
  const scores = async (type: 'nps' | 'csat' | 'ces'): Promise<ByPlace<ScoreCell>> => {
    const cells = await store.scores({...selection, type});
    await setImmediate();
    return new ByPlace(cells.filter(belongs));
  };
  const [nps, csat, ces] = [await scores('nps'), await scores('csat'), await scores('ces')];
  const causes = await store.causes({...selection, causes: usualQuestion});
  return {nps, csat, ces, causes: new ByPlace(causes.filter(belongs))};
}

const nameOf = ({stage = '', touchpoint = ''}: Place): string => stage + touchpoint;

/** The whole, the stages and the touchpoints that answers name, by name. */
function placesAnswered({nps, csat, ces}: Answers): Place[] {
  const found = [nps, csat, ces].flatMap(answers => answers.places());
  const single = found.filter(({stage, touchpoint}) => stage === undefined || touchpoint === undefined);
  return inOrder(single.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)));
}

const isAnswered = ({nps, csat, ces}: LiveValue): boolean => Boolean(nps ?? csat ?? ces);

function valueOf(place: Place, answers: Answers, minN: number): LiveValue {
  const cells = {nps: answers.nps.at(place), csat: answers.csat.at(place), ces: answers.ces.at(place)};
  const nps = liveNps(cells.nps, minN);
  const csat = liveCsat(cells.csat, minN);
  const ces = liveCes(cells.ces, minN);
  const behind = [
    ...(isShown(nps) ? cells.nps : []),
    ...(isShown(csat) ? cells.csat : []),
    ...(isShown(ces) ? cells.ces : []),
  ];
  return {
    ...place,
    nps,
    csat,
    ces,
    reasons: isShown(nps) ? liveReasons(answers.causes.at(place), minN) : undefined,
    at: behind.length === 0 ? undefined : new Date(newestOf(behind)).toISOString(),
  };
}

const isShown = (figure: object | undefined): boolean => figure !== undefined && !('few' in figure);

const newestOf = (cells: readonly ScoreCell[]): number =>
  cells.reduce((newest, cell) => Math.max(newest, cell.newest), Number.NEGATIVE_INFINITY);
