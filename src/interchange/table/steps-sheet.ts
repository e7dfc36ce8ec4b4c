/** The sheet `steps`: what a step has stands side by side, in as many rows as its longest list needs. */
import type {Cell, JourneyMap, Step} from '../../schema/journey-map.js';
import {fieldOf, type Field} from './headers.js';
import type {Value} from './sheets.js';
import type {Finders} from './write-workbook.js';

/** The columns as people know them, and behind them what keeps a row the same thing when it is read again. */
const always = [
  'Stage', 'Step', 'Touchpoint', 'Channel', 'Persona', 'Actions', 'Thoughts', 'Emotion (-2..2)', 'Why', 'Pain point',
  'Severity (1-5)', 'Opportunity', 'Impact (1-5)', 'Effort (1-5)', 'Owner', 'Status', 'KPI', 'Target', 'Moment of truth',
  'Survey touchpoint ID',
] as const; // prettier-ignore

/** Left out where no row needs them. */
const sometimes = [
  'Description', 'Engagement', 'Tags', 'Next', 'Child map', 'Event name', 'Touchpoint URL', 'Direction',
  'Emotion target', 'Emotion label', 'Intensity', 'Emotion confidence', 'Stage ID', 'Step ID', 'Touchpoint ID',
  'Actions ID', 'Thoughts ID',
] as const; // prettier-ignore

type Title = (typeof always)[number] | (typeof sometimes)[number];
type Line = Partial<Record<Title, Value>>;
type Cells = Readonly<Partial<Record<Title, Value | undefined>>>;

/** `held`: the cells of each step that its rows can hold. */
export function stepsSheet(map: JourneyMap, finders: Finders, held: ReadonlyMap<string, readonly Cell[]>): Value[][] {
  const lines = map.stages.flatMap(stage => {
    const steps = map.steps.filter(({stageId}) => stageId === stage.id);
    const head: Line = {'Stage': stage.name, 'Stage ID': stage.id};
    return steps.length
      ? steps.flatMap(step => new StepLines(map, finders, step, head).lines(held.get(step.id) ?? []))
      : [head];
  });
  const used = new Set(lines.flatMap(line => Object.keys(line)));
  const titles: Title[] = [...always, ...sometimes.filter(title => used.has(title))];
  return [titles.map(String), ...lines.map(line => titles.map(title => line[title] ?? ''))];
}

class StepLines {
  readonly #lines: Line[] = [];

  readonly map: JourneyMap;
  readonly finders: Finders;
  readonly step: Step;
  readonly head: Line;

  constructor(map: JourneyMap, finders: Finders, step: Step, head: Line) {
    this.map = map;
    this.finders = finders;
    this.step = step;
    this.head = head;
  }

  lines(cells: readonly Cell[]): readonly Line[] {
    this.#emotions();
    this.#texts(cells);
    this.#touchpoints();
    this.#findings();
    if (!this.#lines.length) this.#lines.push({});
    Object.assign(this.#lines[0]!, withoutEmpty(this.#own()));
    return this.#lines.map(line => ({...this.head, 'Step': this.step.name, 'Step ID': this.step.id, ...line}));
  }

  #emotions(): void {
    for (const {personaId, score, target, label, why, intensity, confidence} of this.step.emotions ?? [])
      this.#put('Emotion (-2..2)', {
        'Emotion (-2..2)': score, 'Emotion target': target, 'Emotion label': label, 'Why': why, 'Intensity': intensity,
        'Emotion confidence': confidence,
      }, {personaId}); // prettier-ignore
  }

  #texts(cells: readonly Cell[]): void {
    for (const {id, laneId, text, personaId} of cells) {
      const title = this.map.lanes!.find(lane => lane.id === laneId)!.kind === 'actions' ? 'Actions' : 'Thoughts';
      this.#put(title, {[title]: text, [`${title} ID`]: id}, {personaId});
    }
  }

  #touchpoints(): void {
    for (const {id, name, channelId, surveyTouchpointId, url, direction} of this.step.touchpoints ?? [])
      this.#put('Touchpoint', {
        'Touchpoint': name, 'Touchpoint ID': id, 'Touchpoint URL': url, 'Direction': direction,
        'Survey touchpoint ID': surveyTouchpointId, ...(channelId && {Channel: this.finders.channels.labelOf(channelId)}),
      }); // prettier-ignore
  }

  /** Pain points, opportunities and measures, each with the figures by which it is weighed. */
  #findings(): void {
    const {step, finders, map} = this;
    for (const {id, stepIds, severity} of map.painPoints ?? [])
      if (stepIds.includes(step.id))
        this.#put('Pain point', {'Pain point': finders.painPoints.labelOf(id), 'Severity (1-5)': severity});
    for (const {id, stepIds, impact, effort, status} of map.opportunities ?? [])
      if (stepIds?.includes(step.id))
        this.#put('Opportunity', {
          'Opportunity': finders.opportunities.labelOf(id), 'Impact (1-5)': impact, 'Effort (1-5)': effort, 'Status': status,
        }); // prettier-ignore
    for (const id of step.kpiIds ?? [])
      this.#put('KPI', {KPI: finders.kpis.labelOf(id), Target: map.kpis?.find(kpi => kpi.id === id)?.target});
  }

  /** What a step has but once stands in its first row. */
  #own(): Cells {
    const {description, engagement, momentOfTruth, owner, tags, next, childMapId, eventName} = this.step;
    return {
      'Description': description,
      'Engagement': engagement,
      'Owner': owner,
      'Tags': tags?.join('\n'),
      'Next': next
        ?.map(({stepId, condition}) => `${this.finders.steps.labelOf(stepId)}${condition ? ` (${condition})` : ''}`)
        .join('\n'),
      'Child map': childMapId,
      'Event name': eventName,
      'Moment of truth':
        momentOfTruth === undefined ? undefined : momentOfTruth === true ? 'yes' : momentOfTruth || 'no',
    };
  }

  /** Into the first row of this persona whose column is free; without `personaId`: whoever the row speaks of. */
  #put(title: Title, cells: Cells, who?: {readonly personaId: string | undefined}): void {
    const persona = who?.personaId === undefined ? undefined : this.finders.personas.labelOf(who.personaId);
    let line = this.#lines.find(one => one[title] === undefined && (!who || one.Persona === persona));
    if (!line) {
      line = persona === undefined ? {} : {Persona: persona};
      this.#lines.push(line);
    }
    Object.assign(line, withoutEmpty(cells));
  }
}

const withoutEmpty = (cells: Cells): Line =>
  Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined));

/** Every column of the sheet is one that the reader knows; a test holds the two together. */
export const stepsFields = (): readonly (Field | undefined)[] => [...always, ...sometimes].map(title => fieldOf(title));
