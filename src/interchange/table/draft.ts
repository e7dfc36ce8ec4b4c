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
import {kpiByName} from './kinds.js';
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
  /** The one persona that the whole table is about: emotions of nobody else are theirs. */
  subject: Persona | undefined;
  /** Where steps lead to, found once all steps are known. */
  readonly nexts: {readonly step: Step; readonly text: string; readonly place: string}[] = [];
  /** What a pain point or an opportunity has from the start, until the file says it: which fields, and where it was first named. */
  readonly untold = new Map<object, {readonly fields: Set<PropertyKey>; readonly place: Placed}>();
  readonly #stepsOf = new Map<string, Step>();
  readonly #cellIds = new Ids();
  /** Texts that have a cell, by lane, step and persona. */
  readonly #texts = new Map<string, Set<string>>();

  readonly remarks: TableRemarks;

  constructor(remarks: TableRemarks) {
    this.remarks = remarks;
  }

  /** A name of at most 200 characters, in one piece; longer ones are cut, and it is said. */
  name(text: string, place: Placed): string {
    if (text.length <= limits.nameUnits) return text;
    this.remarks.error(
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
    if (known) return this.#called(known, names.nameOf(known), label, given, place);
    if (!this.fits(names.list, most, `${what}s`, place)) return undefined;
    const name = this.name(label, place);
    const id = this.idFor(given, name, `${what.replaceAll(' ', '-')}-${names.list.length + 1}`, names.ids, place);
    return names.add(make(id, name));
  }

  /** A persona that only a head names, which may have meant something else. */
  sayPersona(name: string, place: Placed): void {
    const text = `What stands in brackets, ${quoted(name)}, was read as a persona.`;
    this.remarks.noteOnce(`persona ${plain(name)}`, 'persona', place, text);
  }

  /** A name that leads to the first of several. */
  saySeveral(label: string, place: Placed): void {
    const text = `Several are called ${quoted(label)}, and the first of them was taken; write the id behind the name, such as ${quoted(`${label} [id]`)}.`;
    this.remarks.note('several', place, text);
  }

  /** What an id tells; where a row calls it otherwise than an earlier one, it may mean another, and that is said. */
  #called<T>(known: T, name: string, label: string, given: string, place: Placed): T {
    if (given && label !== given && plain(fitName(label)) !== plain(name))
      this.remarks.error(
        'renamed',
        place,
        `${quoted(label)} was not read: the id ${quoted(given)} is that of ${quoted(name)} in an earlier place. Write one name in both, or no id here for another one.`,
      );
    return known;
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
      id,
      name,
      ...kpiByName(name),
    }));

  /** The step of this name in its stage, wherever the stage's other steps stand. */
  step(stage: Stage, label: string, place: Placed, given = ''): Step | undefined {
    const key = `${stage.id}\n${plain(label)}`;
    const known = given ? this.steps.byId(given) : this.#stepsOf.get(key);
    if (known) return this.#standing(known, stage, label, given, place);
    if (!this.fits(this.steps.list, limits.steps, 'steps', place)) return undefined;
    const name = this.name(label, place);
    const id = this.idFor(given, name, `step-${this.steps.list.length + 1}`, this.steps.ids, place);
    const step = this.steps.add({id, stageId: stage.id, name});
    if (!this.#stepsOf.has(key)) this.#stepsOf.set(key, step);
    return step;
  }

  #standing(step: Step, stage: Stage, label: string, given: string, place: Placed): Step {
    if (step.stageId !== stage.id)
      this.remarks.error(
        'moved',
        place,
        `The row was put to the stage of an earlier one: the id ${quoted(given)} stands in ${quoted(this.stages.labelOf(step.stageId))} there. Write one stage in both, or no id here for another step.`,
      );
    return this.#called(step, step.name, label, given, place);
  }

  touchpoint(step: Step, label: string, place: Placed, given = ''): Touchpoint | undefined {
    step.touchpoints ??= [];
    const known = step.touchpoints.find(one => (given ? one.id === given : plain(one.name) === plain(label)));
    if (known) return this.#called(known, known.name, label, given, place);
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
      this.untold.set(made, {fields: new Set(['severity']), place});
      return made;
    });
    if (pain && step) this.link(pain.stepIds, step.id, limits.steps, place);
    return pain;
  }

  opportunity(label: string, place: Placed, step?: Step): Opportunity | undefined {
    const made = this.one(this.opportunities, limits.opportunities, 'opportunity', label, place, (id, title) => {
      const one: Opportunity = {id, title, impact: 3, effort: 3, status: 'idea'};
      this.untold.set(one, {fields: new Set(['impact', 'effort', 'status']), place});
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

  /** A cell of a text; none where the same text is there already, as rows below one another repeat it. */
  textCell(lane: Lane | undefined, step: Step, {text, ...rest}: Partial<Cell> & {text: string}, place: Placed): void {
    const key = [lane?.id, step.id, rest.personaId].join('\n');
    const texts = this.#texts.get(key) ?? new Set();
    if (rest.id === undefined && texts.has(text)) return;
    if (this.cell(lane, step, {text, ...rest}, place)) this.#texts.set(key, texts.add(text));
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

  /** Sets what the file has not said yet; another value than the one it said is refused. */
  assign<T extends object, K extends keyof T>(item: T, key: K, value: T[K] | undefined, place: Placed): void {
    if (value === undefined) return;
    if (item[key] === undefined || this.untold.get(item)?.fields.delete(key)) item[key] = value;
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
