import {quoted} from '../../schema/issues.js';
import type {Persona, Stage, Step} from '../../schema/journey-map.js';
import {journeyLimits} from '../../schema/journey-words.js';
import {idMaker, idOf} from '../ids.js';
import {fitName, fitting, present, titleOfFile} from '../names.js';
import type {ReadOptions, Reading, Remark, Scale} from '../reading.js';
import {Remarks} from '../remarks.js';
import {clamp, fiveScale, isWithin, mapScale, rescaled, scaleText, widerScales} from '../scales.js';
import {sound} from '../sound.js';
import {textOf} from '../text.js';
import {frontOf, partsOf, type Piece, type Statement, statementsOf} from './source.js';
import {summaryOf} from './summary.js';
import {type Task, taskOf} from './task.js';

interface Line {
  readonly line: number;
}

interface ReadTask extends Task, Line {}

interface Section extends Line {
  /** `undefined` for tasks that stand before any section. */
  readonly name?: string | undefined;
  readonly tasks: ReadTask[];
}

type Fit = ReturnType<typeof fitting<Line | undefined>>;
type Say = (level: Remark['level'], code: string, at: Line | undefined, text: string) => void;

/** A text without the blanks around its line breaks, and without empty lines; those written as entity codes stay. */
const linesOf = (piece: Piece): string =>
  partsOf(piece, '\n')
    .flatMap(({text}) => text || [])
    .join('\n');

/** What a diagram says, before it is a map. */
class Diagram {
  readonly sections: Section[] = [];
  title?: string;
  accTitle?: string;
  accDescr?: string;
  readonly #say: Say;
  /** Whether it begins as it has to; `undefined` where it holds no statement. */
  hasHeader?: boolean;

  constructor(say: Say) {
    this.#say = say;
  }

  add(statement: Statement): void {
    const {kind, text, comment} = statement;
    if (kind === 'comment') return;
    if (this.hasHeader === undefined && kind !== 'journey')
      this.#say('note', 'mermaid/no-header', statement, 'the first line must be "journey"; it was read as if it were.');
    this.hasHeader ??= kind === 'journey';
    if (comment !== undefined)
      this.#say(
        'note',
        'mermaid/comment',
        statement,
        `${quoted(comment)} is a comment; as text, write # as #35; and % as #37;.`,
      );
    if (kind === 'title') this.#setTitle(statement);
    else if (kind === 'accTitle') this.accTitle = text;
    else if (kind === 'accDescr') this.accDescr = linesOf(statement);
    else if (kind === 'section') this.#addSection(statement);
    else if (kind === 'task') this.#addTask(statement);
    else if (kind === 'unclosed')
      this.#say('error', 'mermaid/unclosed', statement, 'accDescr { has no } behind it; close it.');
  }

  #setTitle(statement: Statement): void {
    const {text} = statement;
    if (!text) return;
    if (this.title !== undefined) {
      const task = taskOf(statement)?.score;
      const remedy = task === undefined ? 'keep one' : 'for a task of that name, write #116;itle';
      this.#say(
        'note',
        'mermaid/title',
        statement,
        `the title is set again, and replaces ${quoted(this.title)}; ${remedy}.`,
      );
    }
    this.title = text;
  }

  #addSection(statement: Statement): void {
    const {text, shape, line} = statement;
    if (!text)
      return this.#say('error', 'mermaid/bad-section', statement, 'the section has no name; write one behind it.');
    if (shape.includes(':'))
      this.#say(
        'note',
        'mermaid/section',
        statement,
        `${quoted(text)} was read as the name of a section, with its colon; write it as #58;.`,
      );
    this.sections.push({name: text, line, tasks: []});
  }

  #addTask(statement: Statement): void {
    const task = taskOf(statement);
    if (!task)
      return this.#say(
        'error',
        'mermaid/bad-task',
        statement,
        `${quoted(statement.text)} is no task; write "name: score: actor, actor".`,
      );
    if (task.isOwnReading)
      this.#say(
        'note',
        'mermaid/colon',
        statement,
        `was read as the task ${quoted(task.name)} with the score ${quoted(task.scoreText)}; write a colon that belongs to a name as #58;.`,
      );
    if (task.repeated.length)
      this.#say(
        'note',
        'mermaid/actors',
        statement,
        `names ${task.repeated.slice(0, 5).map(quoted).join(', ')} more than once; each counts once.`,
      );
    if (!this.sections.length) this.sections.push({line: statement.line, tasks: []});
    this.sections.at(-1)!.tasks.push({...task, line: statement.line});
  }
}

/** Scales that people use in diagrams, the likeliest first; Mermaid says 1 to 5, and checks nothing. */
const usual: readonly Scale[] = [fiveScale, ...widerScales];

/** Which scale the scores are on, and what else they could be on. */
function scaleFor(
  scores: readonly number[],
  {scale}: ReadOptions,
  say: Say,
): {scale: Scale; scales?: Scale[] | undefined} {
  if (scale) return {scale};
  const [first, ...others] = usual.filter(one => scores.every(score => isWithin(score, one)));
  if (!first || first === fiveScale) return {scale: fiveScale};
  const span = scaleText({low: scores.reduce((a, b) => Math.min(a, b)), high: scores.reduce((a, b) => Math.max(a, b))});
  const also = [...others, fiveScale].map(scaleText).join(', or as ');
  say(
    'note',
    'mermaid/scale',
    undefined,
    `the scores run from ${span}, and were read on a scale of ${scaleText(first)}; they can also be read as ${also}.`,
  );
  return {scale: first, scales: [first, ...others, fiveScale]};
}

/** The emotion of a task; `undefined`, and said, where it has no score that is a number. */
function emotionFor({score, scoreText, line}: ReadTask, scale: Scale, say: Say): number | undefined {
  if (score === undefined || !Number.isFinite(score)) {
    const what = score === undefined ? 'the score is missing' : `the score ${quoted(scoreText)} is no number`;
    say(
      'error',
      'mermaid/score',
      {line},
      `${what}; write one from ${scaleText(fiveScale)}. The step is without an emotion.`,
    );
    return;
  }
  if (!isWithin(score, scale))
    say(
      'note',
      'mermaid/score-range',
      {line},
      `the score ${quoted(scoreText)} is beyond ${scaleText(scale)}, and was read as ${clamp(score, scale)}.`,
    );
  return rescaled(clamp(score, scale), scale, mapScale);
}

/** Reads a Mermaid `journey`. Never throws for what the text holds. */
export async function read(data: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const remarks = new Remarks();
  const say: Say = (level, code, at, text) => remarks.add({level, code, place: at ? `line ${at.line}` : '', text});
  const front = frontOf(textOf(data));
  const diagram = new Diagram(say);
  for (const statement of statementsOf(front.body)) diagram.add(statement);
  const tasks = diagram.sections.flatMap(section => section.tasks);
  if (!diagram.hasHeader && !tasks.some(({score}) => Number.isFinite(score))) return notOne(remarks.all);

  if (isBeyond(diagram.sections, say)) return {remarks: remarks.all};
  const scores = tasks.flatMap(({score}) => (score !== undefined && Number.isFinite(score) ? score : []));
  const {scale, scales} = scaleFor(scores, options, say);
  const file = titleOfFile(options.name);
  const fit = fitting('mermaid', say);
  const title = fit.name(diagram.title || front.title || diagram.accTitle || file || 'Journey', undefined);
  const map = {
    schema: 'stagepost/journey-map/1',
    id: idOf(file || title) ?? 'journey',
    title,
    ...build(diagram, title, scale, say, fit),
  };
  const about = aboutOf(diagram, map, fit);
  return {...sound({...map, ...about}, remarks.all), ...(scales && {scales})};
}

/** Whether there is more of something than a map can hold, which is said with the line from which on it is too much. */
function isBeyond(sections: readonly Section[], say: Say): boolean {
  const tasks = sections.flatMap(section => section.tasks);
  const actors = new Map<string, Line>();
  for (const task of tasks) for (const actor of task.actors) if (!actors.has(actor)) actors.set(actor, task);
  const lists: readonly (readonly [what: string, lines: readonly Line[], most: number])[] = [
    ['sections', sections, journeyLimits.stages],
    ['tasks', tasks, journeyLimits.steps],
    ['actors', [...actors.values()], journeyLimits.personas],
  ];
  const beyond = lists.filter(([, lines, most]) => lines.length > most);
  for (const [what, lines, most] of beyond) {
    const text = `the diagram has ${lines.length} ${what}, and a map at most ${most}; make several of it.`;
    say('error', 'mermaid/limit', lines[most], text);
  }
  return beyond.length > 0;
}

/** What the diagram says of itself for those who do not see it. A description that the writer made of the map is none. */
function aboutOf({accTitle, accDescr}: Diagram, map: Parameters<typeof summaryOf>[0], fit: Fit): object {
  const description = fit.text(accDescr, undefined);
  return {
    ...(description && description !== summaryOf(map) && {description}),
    ...(accTitle && accTitle !== map.title && {ext: {mermaid: {accTitle}}}),
  };
}

function notOne(remarks: readonly Remark[]): Reading {
  const place = remarks.find(({code}) => code === 'mermaid/no-header')?.place ?? 'line 1';
  const text = 'is no Mermaid journey; its first line must be "journey", and each task "name: score: actor".';
  return {remarks: [{level: 'error', code: 'mermaid/no-header', place, text}]};
}

interface Built {
  readonly stages: Stage[];
  readonly steps: Step[];
  readonly personas?: Persona[];
}

/** Sections become stages, tasks steps, actors personas; a score is the emotion of each actor of the task. */
function build({sections}: Diagram, title: string, scale: Scale, say: Say, fit: Fit): Built {
  const [stageId, stepId, personaId] = [idMaker('stage'), idMaker('step'), idMaker('persona')];
  const personas = new Map<string, Persona>();
  const personaOf = (actor: string, at: Line): string => {
    const known = personas.get(actor);
    if (known) return known.id;
    const made = {id: personaId(actor), name: fit.name(actor, at)};
    personas.set(actor, made);
    return made.id;
  };
  const stages: Stage[] = [];
  const steps: Step[] = [];
  /** A name that is too long is cut, and stands whole in the description. */
  const named = (name: string, at: Line | undefined): {name: string; description?: string} => {
    const fits = fitName(name);
    return {name: fits, ...(fits !== name && {description: fit.text(name, at)!})};
  };
  const addStage = (name: string, at: Line | undefined): string => {
    const stage = {id: stageId(name), ...named(name, at)};
    stages.push(stage);
    return stage.id;
  };
  for (const {name, tasks, line} of sections) {
    if (name === undefined)
      say(
        'note',
        'mermaid/no-section',
        {line},
        `the tasks before the first section were given a stage with the name ${quoted(title)}.`,
      );
    const inStage = addStage(name ?? title, {line});
    for (const task of tasks) {
      const score = emotionFor(task, scale, say);
      const whose = task.actors.length ? task.actors.map(actor => ({personaId: personaOf(actor, task)})) : [{}];
      const emotions = score === undefined ? undefined : whose.map(one => ({...one, score}));
      if (score === undefined) for (const actor of task.actors) personaOf(actor, task);
      steps.push(present({id: stepId(task.name), stageId: inStage, ...named(task.name, task), emotions}) as Step);
    }
  }
  if (!steps.length) {
    const at = sections[0];
    const name = at?.name ?? title;
    say('note', 'mermaid/no-task', at, `there is no task; the map was given one step with the name ${quoted(name)}.`);
    steps.push({id: stepId(name), stageId: stages[0]?.id ?? addStage(name, at), ...named(name, at)});
  }
  return {stages, steps, ...(personas.size && {personas: [...personas.values()]})};
}
