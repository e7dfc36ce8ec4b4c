/** A map while it is read from a table: things are found by name or made, and what does not fit is said with its place. */
import {quoted} from '../../schema/issues.js';
import type {
  Cell, Channel, Emotion, JourneyMap, Kpi, Lane, LaneKind, Opportunity, PainPoint, Persona, Stage, Step, Touchpoint,
} from '../../schema/journey-map.js'; // prettier-ignore
import {journeyLimits as limits} from '../../schema/journey-words.js';
import {schemaName} from '../../schema/names.js';
import {Ids, isId} from '../ids.js';
import {fitName, plain} from '../names.js';
import type {Scale} from '../reading.js';
import {channelKindOf} from '../channels.js';
import {kpiKindOf} from './kinds.js';
import {Names} from './names.js';
import type {TableRemarks} from './sheets.js';
import {type Understood} from './values.js';

/** An emotion whose number is understood once all of the file are known. */
export interface FeltEmotion {
  readonly step: Step;
  readonly persona: Persona | undefined;
  readonly text: string;
  readonly place: string;
  /** The scale that its header names. */
  readonly scale: Scale | undefined;
  /** The name of its column, for a lane of texts where it is no emotion that is known. */
  readonly header: string;
  readonly target?: {readonly text: string; readonly place: string} | undefined;
  readonly more: Partial<Emotion>;
}

type Placed = string;

export class Draft {
  readonly map: JourneyMap = {schema: schemaName('journey-map'), id: '', title: '', stages: [], steps: []};
  readonly stages = new Names<Stage>(this.map.stages, ({name}) => name);
  readonly steps = new Names<Step>(this.map.steps, ({name}) => name);
  readonly personas = new Names<Persona>([], ({name}) => name);
  readonly channels = new Names<Channel>([], ({name}) => name);
  readonly lanes = new Names<Lane>([], ({title}) => title);
  readonly painPoints = new Names<PainPoint>([], ({title}) => title);
  readonly opportunities = new Names<Opportunity>([], ({title}) => title);
  readonly kpis = new Names<Kpi>([], ({name}) => name);
  readonly touchpoints = new Names<Touchpoint>([], ({name}) => name);
  readonly cells: Cell[] = [];
  readonly emotions: FeltEmotion[] = [];
  /** Where steps lead to, found once all steps are known. */
  readonly nexts: {readonly step: Step; readonly text: string; readonly place: string}[] = [];
  /** Pain points without a severity, opportunities without an impact or an effort, by where they were first named. */
  readonly unrated = new Map<object, Placed>();
  readonly #stepsOf = new Map<string, Step>();
  readonly #cellIds = new Ids();

  constructor(readonly remarks: TableRemarks) {}

  /** A name of at most 200 characters, in one piece; longer ones are cut, and it is said. */
  name(text: string, place: Placed): string {
    if (text.length <= limits.nameUnits) return text;
    this.remarks.note(
      'shortened',
      place,
      `${quoted(text)} is longer than ${limits.nameUnits} characters; the rest was cut off.`,
    );
    return fitName(text);
  }

  /** Whether one more fits into a list; where it does not, it is said. */
  fits(list: {readonly length: number}, most: number, what: string, place: Placed): boolean {
    if (list.length < most) return true;
    this.remarks.error('too-many', place, `A map has at most ${most} ${what}; this one was left out.`);
    return false;
  }

  /** The id that a file gives, where it is one and free; else one made from the name. */
  idFor(given: string, name: string, fallback: string, ids: Ids, place: Placed): string {
    if (given && isId(given) && !ids.has(given)) return given;
    const id = ids.next(name, fallback);
    if (given)
      this.remarks.note(
        'id',
        place,
        `The id ${quoted(given)} is ${isId(given) ? 'taken' : 'no id'}; "${id}" was given.`,
      );
    return id;
  }

  /** Finds or makes one of a list. */
  one<T extends {id: string}>(
    names: Names<T>,
    most: number,
    what: string,
    label: string,
    place: Placed,
    make: (id: string, name: string) => T,
    given = '',
  ): T | undefined {
    const known = given ? names.byId(given) : names.find(label);
    if (known) return known;
    if (!this.fits(names.list, most, `${what}s`, place)) return undefined;
    const name = this.name(label, place);
    const id = this.idFor(given, name, `${what.replaceAll(' ', '-')}-${names.list.length + 1}`, names.ids, place);
    return names.add(make(id, name));
  }

  stage = (label: string, place: Placed, given = ''): Stage | undefined =>
    this.one(this.stages, limits.stages, 'stage', label, place, (id, name) => ({id, name}), given);

  persona = (label: string, place: Placed): Persona | undefined =>
    this.one(this.personas, limits.personas, 'persona', label, place, (id, name) => ({id, name}));

  channel = (label: string, place: Placed): Channel | undefined =>
    this.one(this.channels, limits.channels, 'channel', label, place, (id, name) => ({
      id,
      name,
      kind: channelKindOf(name),
    }));

  kpi = (label: string, place: Placed): Kpi | undefined =>
    this.one(this.kpis, limits.kpis, 'KPI', label, place, (id, name) => ({
      id, name, kind: kpiKindOf(name), direction: 'up', tier: 'management',
    })); // prettier-ignore

  /** The step of this name in its stage, wherever the stage's other steps stand. */
  step(stage: Stage, label: string, place: Placed, given = ''): Step | undefined {
    const key = `${stage.id}\n${plain(label)}`;
    const known = given ? this.steps.byId(given) : this.#stepsOf.get(key);
    if (known) return known;
    if (!this.fits(this.steps.list, limits.steps, 'steps', place)) return undefined;
    const name = this.name(label, place);
    const id = this.idFor(given, name, `step-${this.steps.list.length + 1}`, this.steps.ids, place);
    const step = this.steps.add({id, stageId: stage.id, name});
    if (!this.#stepsOf.has(key)) this.#stepsOf.set(key, step);
    return step;
  }

  touchpoint(step: Step, label: string, place: Placed, given = ''): Touchpoint | undefined {
    step.touchpoints ??= [];
    const known = step.touchpoints.find(one => (given ? one.id === given : plain(one.name) === plain(label)));
    if (known) return known;
    if (!this.fits(step.touchpoints, limits.entries, 'touchpoints at one step', place)) return undefined;
    const name = this.name(label, place);
    const id = this.idFor(given, name, 'touchpoint', this.touchpoints.ids, place);
    const made: Touchpoint = {id, name};
    step.touchpoints.push(made);
    return this.touchpoints.add(made);
  }

  pain(label: string, place: Placed, step?: Step): PainPoint | undefined {
    const pain = this.one(this.painPoints, limits.painPoints, 'pain point', label, place, (id, title) => {
      const made: PainPoint = {id, title, stepIds: [], severity: 3};
      this.unrated.set(made, place);
      return made;
    });
    if (pain && step) this.link(pain.stepIds, step.id, limits.steps, place);
    return pain;
  }

  opportunity(label: string, place: Placed, step?: Step): Opportunity | undefined {
    const made = this.one(this.opportunities, limits.opportunities, 'opportunity', label, place, (id, title) => {
      const one: Opportunity = {id, title, impact: 3, effort: 3, status: 'idea'};
      this.unrated.set(one, place);
      return one;
    });
    if (made && step) this.link((made.stepIds ??= []), step.id, limits.steps, place);
    return made;
  }

  /** A lane of texts: the first of its kind and, where it has one of its own, its title. */
  lane(kind: LaneKind, title: string, place: Placed): Lane | undefined {
    const known = this.lanes.list.find(
      one => one.kind === kind && (kind !== 'text' || plain(one.title) === plain(title)),
    );
    if (known) return known;
    if (!this.fits(this.lanes.list, limits.lanes, 'lanes', place)) return undefined;
    const name = this.name(title, place);
    const id = this.idFor('', name, `lane-${this.lanes.list.length + 1}`, this.lanes.ids, place);
    return this.lanes.add({id, kind, title: name});
  }

  cell(lane: Lane | undefined, step: Step, rest: Partial<Cell>, place: Placed): Cell | undefined {
    if (!lane || !this.fits(this.cells, limits.cells, 'cells', place)) return undefined;
    const {id: given = '', ...others} = rest;
    const id = this.idFor(given, `${lane.id}-${step.id}`, 'cell', this.#cellIds, place);
    const cell: Cell = {id, laneId: lane.id, from: step.id, ...others};
    this.#cellIds.add(id);
    this.cells.push(cell);
    return cell;
  }

  link(ids: string[], id: string, most: number, place: Placed): void {
    if (!ids.includes(id) && this.fits(ids, most, 'of these in one place', place)) ids.push(id);
  }

  /** A text of at most 4,000 characters; longer ones are refused. */
  text(text: string, place: Placed): string | undefined {
    if (text.length <= limits.textUnits) return text;
    this.remarks.error(
      'too-long',
      place,
      `The text has ${text.length} characters; at most ${limits.textUnits} are kept. Shorten it or part it.`,
    );
    return undefined;
  }

  /** The value that was understood; else it is said why not. */
  taken<T>(understood: Understood<T>, place: Placed): T | undefined {
    if (understood.reason !== undefined) this.remarks.error('value', place, `${understood.reason}; it was not read.`);
    return understood.value;
  }

  /** Sets what is not set yet; another value than the one that is there is refused. */
  assign<T extends object, K extends keyof T>(item: T, key: K, value: T[K] | undefined, place: Placed): void {
    if (value === undefined) return;
    if (item[key] === undefined) item[key] = value;
    else if (item[key] !== value) {
      const [kept, other] = [item[key], value].map(one => quoted(String(one)));
      this.remarks.error(
        'conflict',
        place,
        `${other} was not read: ${kept} stands in an earlier place. Keep one of the two.`,
      );
    }
  }
}
