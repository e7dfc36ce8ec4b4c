/**
 * The way of one visitor as it was collected: an actual journey in the words of CJML, held against the planned one. It is a
 * map of its own, so it can be looked at, compared with the plan and written in any format.
 */
import {quoted} from '../../schema/issues.js';
import type {JourneyMap, Stage, Step, Touchpoint} from '../../schema/journey-map.js';
import {journeyLimits} from '../../schema/journey-words.js';
import {schemaName} from '../../schema/names.js';
import type {Compliance} from '../cjml/vocabulary.js';
import {idMaker, idOf} from '../ids.js';
import {fitName, fitting, present} from '../names.js';
import type {Reading, Remark} from '../reading.js';
import {fiveScale, isWithin, mapScale, rescaled} from '../scales.js';
import {sound} from '../sound.js';
import type {XmlNode} from '../xml-write.js';
import type {Place, Seen, Sightings} from './collected.js';
import {Plan, type Spot} from './plan.js';

/** One stay at a touchpoint. */
interface Visit {
  /** None: the plan does not have it. */
  readonly spot?: Spot | undefined;
  /** None for what did not take place. */
  readonly seen: readonly Seen[];
}

const isSame = (one: Visit | undefined, spot: Spot | undefined, {touchpoint}: Seen): boolean =>
  spot ? one?.spot?.step === spot.step : !one?.spot && one?.seen[0]!.touchpoint === touchpoint;

/** What was seen, parted into stays: what follows at the same step is the same stay. */
function visitsOf(plan: Plan, seen: readonly Seen[]): {readonly visits: readonly Visit[]; readonly unplaced: number} {
  const visits: {spot: Spot | undefined; readonly seen: Seen[]}[] = [];
  let unplaced = 0;
  for (const one of seen) {
    const spot = plan.spotOf(one);
    const last = visits.at(-1);
    if (!spot && one.touchpoint === undefined) unplaced++;
    else if (last && isSame(last, spot, one)) {
      const touchpoint = last.spot?.touchpoint ?? spot?.touchpoint;
      last.spot = spot && {step: spot.step, touchpoint};
      last.seen.push(one);
    } else visits.push({spot, seen: [one]});
  }
  return {visits, unplaced};
}

/** The same with the steps that were left out: each before the first one that the plan has after it. */
function withMissing(plan: Plan, visits: readonly Visit[], met: Iterable<Place>): readonly Visit[] {
  const last = Math.max(-1, ...visits.map(({spot}) => spot?.step ?? -1));
  const visited = new Set(visits.map(({spot}) => spot?.step));
  const missing = [...plan.metAt(met).values()].filter(
    ({step}) => step <= last && !visited.has(step) && plan.isNeeded(step, last),
  );
  const whole = [...visits];
  for (const {step, touchpoint = plan.step(step).touchpoints?.[0]} of missing.sort((a, b) => a.step - b.step)) {
    const before = whole.findIndex(({spot}) => spot && spot.step > step);
    whole.splice(before, 0, {spot: {step, touchpoint}, seen: []});
  }
  return whole;
}

/** The stages in the order in which they were passed; one that is come back to is another one of the same name. */
class Stages {
  readonly list: Stage[] = [];
  readonly #plan: Plan;
  readonly #idFor = idMaker('stage');
  #current = '';

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The id of the stage for the next step; where it is none of the plan's, that of the one before. */
  at(wanted: string | undefined): string {
    const {stages} = this.#plan.map;
    const stage = stages.find(({id}) => id === wanted);
    if (this.list.length && (!stage || stage.id === this.#current)) return this.list.at(-1)!.id;
    const {id, name, description} = stage ?? stages[0]!;
    this.#current = id;
    const own = present({id: this.#idFor(name, id), name, description});
    this.list.push(own);
    return own.id;
  }
}

const timesOf = (seen: readonly Seen[]): XmlNode => {
  const [start, end] = [seen[0]!, seen.at(-1)!].map(({at}) => new Date(at).toISOString());
  return {
    name: 'timestamps',
    children: [
      {name: 'timeStarted', text: start},
      {name: 'timeCompleted', text: end},
    ],
  };
};

const persona = 'visitor';

const placeOf = ({id, name, channelId, direction, owner}: Touchpoint): Touchpoint =>
  present({id, name, channelId, direction, owner}) as Touchpoint;

/** What was collected of the visitor and has no place on the way. */
function leftOut({id}: JourneyMap, seen: readonly Seen[], unplaced: number, elsewhere: number): Remark[] {
  const others = seen.reduce((sum, one) => sum + one.others, 0);
  const counted: readonly (readonly [number, string, string])[] = [
    [unplaced, 'unplaced', 'what names no touchpoint, and no event that the plan has there'],
    [elsewhere, 'elsewhere', `what belongs to another journey than ${quoted(id)}, or to none`],
    [others, 'answers', 'answers that are neither satisfaction nor words, such as a recommendation, an effort or a choice'],
  ]; // prettier-ignore
  return counted.flatMap(([count, code, text]) =>
    count ? {level: 'note', code: `trace/${code}`, place: '', text: `left out: ${text} (${count}).`} : [],
  );
}

/** The steps of a way, and what CJML holds of them beyond the model. */
class Way {
  readonly stages: Stages;
  readonly times: Record<string, {readonly elements: readonly XmlNode[]}> = {};
  readonly #plan: Plan;
  /** Ids that are the plan's. */
  readonly #ids: ReadonlySet<string>;
  readonly #been = new Set<number>();
  readonly #say: (level: Remark['level'], code: string, place: string, text: string) => void;
  readonly #fit: ReturnType<typeof fitting<string>>;
  #deviations = 0;

  constructor(plan: Plan, remarks: Remark[]) {
    this.#plan = plan;
    this.#say = (level, code, place, text) => void remarks.push({level, code, place, text});
    this.#fit = fitting('trace', this.#say);
    this.stages = new Stages(plan);
    const {steps} = plan.map;
    this.#ids = new Set(steps.flatMap(({id, touchpoints = []}) => [id, ...touchpoints.map(one => one.id)]));
  }

  stepOf = ({spot, seen}: Visit): Step => {
    const step = spot ? this.#planned(spot, seen) : this.#unplanned(seen);
    if (seen.length) this.times[step.id] = {elements: [timesOf(seen)]};
    return present({...step, ...this.#said(step.id, seen)}) as Step;
  };

  #planned(spot: Spot, seen: readonly Seen[]): Step {
    const {id: planned, name, stageId} = this.#plan.step(spot.step);
    const isAgain = this.#been.has(spot.step);
    this.#been.add(spot.step);
    const id = isAgain ? this.#deviation() : planned;
    const touchpoint = spot.touchpoint && {...placeOf(spot.touchpoint), ...(isAgain && {id})};
    return {
      id,
      stageId: this.stages.at(stageId),
      name,
      tags: tagsOf(seen, isAgain && !this.#plan.comesBack(spot.step)),
      touchpoints: touchpoint && [touchpoint],
    };
  }

  #unplanned(seen: readonly Seen[]): Step {
    const [{stage, touchpoint}] = seen as readonly [Seen];
    const [id, name] = [this.#deviation(), touchpoint!];
    return {id, stageId: this.stages.at(stage), name, tags: tagsOf(seen, true), touchpoints: [{id, name}]};
  }

  /** What the visitor said: with a rating its reason, without one a remark. */
  #said(id: string, seen: readonly Seen[]): Pick<Step, 'description' | 'emotions'> {
    const words = this.#fit.text(seen.flatMap(one => one.words).join('\n'), id);
    const ratings = seen.flatMap(one => one.rating ?? []);
    const fives = ratings.filter(rating => isWithin(rating, fiveScale));
    const beyond = ratings.length - fives.length;
    if (beyond)
      this.#say('note', 'trace/rating', id, `left out: satisfaction on a longer scale than 1 to 5 (${beyond}).`);
    const rating = fives.at(-1);
    if (rating === undefined) return {description: words};
    return {emotions: [present({personaId: persona, score: rescaled(rating, fiveScale, mapScale), why: words})]};
  }

  #deviation(): string {
    let id: string;
    do id = `D${++this.#deviations}`;
    while (this.#ids.has(id));
    return id;
  }
}

/**
 * The journey of one visitor, as a map that is compared to the planned one.
 *
 * Each stay is a step, tagged by the compliance of CJML where it is not as planned: `failing` where the visitor told of a
 * problem, `adhoc` where the plan does not have it, or not again, `missing` for a step before the last one reached that no way
 * of the plan leaves out, at which others were seen and this visitor was not. Ids are those of the plan; what is ad hoc is
 * `D1`, `D2` … Times stand in `ext.cjml`, satisfaction (CSAT, 1 to 5) is the emotion, -2 to +2.
 */
export function traceOf(plannedMap: JourneyMap, visitor: string, {seen, met, elsewhere}: Sightings): Reading {
  const plan = new Plan(plannedMap);
  const {visits, unplaced} = visitsOf(plan, seen);
  const remarks = leftOut(plannedMap, seen, unplaced, elsewhere);
  if (!visits.length) {
    const text = `nothing was collected of the visitor ${quoted(visitor)} at a touchpoint of the journey ${quoted(plannedMap.id)}; look at the visitor's id and at the days of the export.`;
    return {remarks: [...remarks, {level: 'error', code: 'trace/nobody', place: '', text}]};
  }
  const way = new Way(plan, remarks);
  const steps = withMissing(plan, visits, met).map(way.stepOf);
  if (steps.length > journeyLimits.steps || way.stages.list.length > journeyLimits.stages) {
    const text = `the way of ${quoted(visitor)} has ${steps.length} steps in ${way.stages.list.length} stages, and a map holds ${journeyLimits.steps} in ${journeyLimits.stages}; export fewer days.`;
    return {remarks: [...remarks, {level: 'error', code: 'trace/long', place: '', text}]};
  }
  const used = new Set(steps.flatMap(({touchpoints = []}) => touchpoints.map(({channelId}) => channelId)));
  const channels = plannedMap.channels?.filter(({id}) => used.has(id)).map(({id, name, kind}) => ({id, name, kind}));
  return sound(
    present({
      schema: schemaName('journey-map'),
      id: idOf(`${plannedMap.id} ${visitor}`) ?? 'trace',
      title: fitName(`${plannedMap.title}: ${visitor}`),
      lang: plannedMap.lang,
      dir: plannedMap.dir,
      state: 'research',
      compareTo: plannedMap.id,
      personas: [{id: persona, name: fitName(visitor)}],
      channels,
      stages: way.stages.list,
      steps,
      ext: {cjml: {steps: way.times}},
    }),
    remarks,
  );
}

/** How a stay kept to the plan, in the word of CJML; a step as planned has none. */
function tagsOf(seen: readonly Seen[], isNew: boolean): [Compliance] | undefined {
  if (!seen.length) return ['missing'];
  if (seen.some(({isProblem}) => isProblem)) return ['failing'];
  return isNew ? ['adhoc'] : undefined;
}
