/**
 * The map as a table: stages and steps are its columns, lanes its rows. Made once for a map; what a reader does then changes
 * attributes of what is there, and adds what was folded away the first time it is asked for.
 */
import {rowsOf, type Slot} from '../../journey/rows.js';
import type {Lane, Stage, Step} from '../../schema/journey-map.js';
import {type Child, h, mark, refill} from '../../ui/dom.js';
import {type Column, columnsOf, fit} from './columns.js';
import {cellContent, contentAt, isDerived, ofStage} from './contents.js';
import {fillEmotions} from './emotion.js';
import {Keyed} from './keyed.js';
import {itemButton, keptToPlan, legend, pressLegend, stepName, unseen} from './marks.js';
import type {Picture} from './picture.js';
import {isFolded, laneIs, laneTitle, lanesInOrder, type Scene} from './scene.js';
import {Stack} from './stack.js';
import {summary} from './summary.js';

/** A span over several stages: as many columns as are in sight. */
interface Span {
  readonly cell: HTMLTableCellElement;
  readonly slot: Slot;
}

interface LaneRows {
  readonly lane: Lane;
  readonly body: HTMLTableSectionElement;
  readonly rows: readonly HTMLTableRowElement[];
  /** Of an emotion lane: a cell for each column. */
  readonly feelings: readonly HTMLTableCellElement[] | undefined;
}

/** What can be asked of an emotion. */
const ofEmotions = ['persona', 'channel', 'evidence'] as const;

export class Grid implements Picture {
  readonly element: HTMLTableElement;
  readonly #columns: readonly Column[];
  readonly #lanes: LaneRows[];
  readonly #spans: Span[] = [];
  /** The heads of the lines of a service blueprint. */
  readonly #lines: HTMLTableCellElement[] = [];
  readonly #stageHeads = new Map<string, HTMLElement>();
  /** Columns of folded stages that have been filled. */
  readonly #summed = new Set<string>();
  /** What stands in the place of the steps of a folded stage. */
  readonly #foldedHeads = new Map<string, HTMLElement>();
  readonly #summaries = new Map<string, {cell: HTMLElement; lane: Lane}[]>();
  /** Where live values stand. */
  readonly #lives: {place: HTMLElement; step: Step; lane: Lane}[] = [];
  readonly #keyed = new Keyed();
  readonly #stack = new Stack();
  #scene: Scene;
  /** The list of folded stages that is shown. */
  #folding: string | undefined;
  /** How many columns are in sight. */
  #inSight = 0;

  constructor(scene: Scene, columns = columnsOf(scene.parts)) {
    this.#scene = scene;
    this.#columns = columns;
    this.#lanes = scene.parts.lanes.map(lane => this.#lane(lane));
    this.element = h(
      'table',
      {class: 'grid roving'},
      h('caption', {class: 'unseen'}, scene.parts.map.title, '. ', scene.words.t('howToRead')),
      h('col', {class: 'lane'}),
      columns.map(column => h('col', {class: columnClass(column)})),
      this.#head(),
    );
    this.#arrange();
    this.#keyed.take(this.element);
    this.show(scene);
  }

  /** Everything in the table that belongs to an item. */
  of = (key: string): readonly HTMLElement[] => this.#keyed.of(key);

  /** Looks at the map in another way; `hidden` are the keys of items that do not fit the filter. */
  show(scene: Scene, hidden: ReadonlySet<string> = new Set()): void {
    const {view: before, live} = this.#scene;
    const {view} = (this.#scene = scene);
    mark(this.element, 'data-zoom', view.zoom === 'steps' ? 'steps' : 'detail');
    mark(this.element, 'data-density', view.density);
    this.#fold();
    fit(this.element, this.#inSight, view.fit);
    if (before.order !== view.order || before.pinned !== view.pinned) this.#arrange();
    for (const {lane, body, rows} of this.#lanes) {
      mark(body, 'hidden', laneIs(view.hidden, lane, lane.hidden));
      const isShut = laneIs(view.shut, lane, lane.collapsed);
      body.classList.toggle('shut', isShut);
      const button = rows[0]!.querySelector('th [data-do=shut]')!;
      mark(button, 'aria-expanded', `${!isShut}`);
    }
    if (ofEmotions.some(facet => before.filter[facet] !== view.filter[facet])) this.#feel();
    if (live?.places !== scene.live?.places) this.#live();
    pressLegend(this.element, scene);
    this.#keyed.hide(hidden);
  }

  /** Folds and unfolds stages: a list of theirs on the table hides columns, spans take as many as are left. */
  #fold(): void {
    const {view, parts} = this.#scene;
    const folded = parts.map.stages.map(({id}) => isFolded(view, id));
    const list = folded.flatMap((is, at) => (is ? at : [])).join(' ');
    if (list === this.#folding) return;
    this.#folding = list;
    parts.map.stages.forEach((stage, at) => this.#foldStage(stage, folded[at]!));
    mark(this.element, 'data-folded', list);
    for (const {cell, slot} of this.#spans) {
      const width = this.#widthOf(slot, folded);
      mark(cell, 'hidden', width === 0);
      if (width && cell.colSpan !== width) cell.colSpan = width;
    }
    this.#inSight = this.#columns.filter(column => this.#isInSight(column)).length;
    for (const line of this.#lines) line.colSpan = this.#inSight + 1;
    this.#feel();
  }

  #isInSight({stage, step, steps}: Column): boolean {
    const folded = isFolded(this.#scene.view, stage.id);
    return step ? !folded : folded || !steps.length;
  }

  #foldStage(stage: Stage, is: boolean): void {
    const head = this.#stageHeads.get(stage.id)!;
    const steps = this.#scene.parts.stepsOf.get(stage.id)?.length ?? 0;
    const width = is ? 1 : Math.max(1, steps);
    const cell = head.closest('th')!;
    if (cell.colSpan !== width) cell.colSpan = width;
    mark(head, 'aria-expanded', `${!is}`);
    if (!is && steps) return;
    if (this.#summed.has(stage.id)) return;
    this.#summed.add(stage.id);
    refill(this.#foldedHeads.get(stage.id)!, this.#scene.words.t('folded', 'n', steps));
    for (const {cell: sum, lane} of this.#summaries.get(stage.id) ?? []) refill(sum, summary(this.#scene, stage, lane));
  }

  #widthOf({from, to}: Slot, folded: readonly boolean[]): number {
    let width = 0;
    for (let at = from; at <= to; at++) {
      const {step, stageAt} = this.#columns[at]!;
      if (step ? !folded[stageAt] : folded[stageAt]) width++;
    }
    return width;
  }

  /** Draws the emotion lanes through the columns that are in sight. */
  #feel(): void {
    const inSight = this.#columns.flatMap((column, at) => (this.#isInSight(column) ? at : []));
    const columns = inSight.map(at => this.#columns[at]!);
    for (const {lane, feelings, body} of this.#lanes)
      if (feelings)
        this.#keyed.swap(body, () =>
          fillEmotions(
            this.#scene,
            lane,
            columns,
            inSight.map(at => feelings[at]!),
          ),
        );
  }

  /** Puts the live values where they belong; the focus stays where it is. */
  #live(): void {
    const {activeElement} = this.element.getRootNode() as ShadowRoot;
    const focused = activeElement?.closest('.kind-live') ? (activeElement as HTMLElement).dataset['key'] : undefined;
    for (const {place, step, lane} of this.#lives)
      this.#keyed.swap(place, () => refill(place, contentAt(this.#scene, lane, step)));
    for (const stageId of this.#summed)
      for (const {cell, lane} of this.#summaries.get(stageId)!)
        if (lane.kind === 'live')
          this.#keyed.swap(cell, () =>
            refill(cell, summary(this.#scene, this.#scene.parts.stages.get(stageId)!, lane)),
          );
    if (focused === undefined) return;
    const again = this.of(focused).find(one => one.closest('.kind-live'));
    again?.setAttribute('tabindex', '0');
    again?.focus();
  }

  #arrange(): void {
    const order = lanesInOrder(this.#scene);
    const {view} = this.#scene;
    const bodies = order.map(lane => this.#lanes.find(one => one.lane === lane)!);
    const pinned = bodies.filter(({lane}) => laneIs(view.pinned, lane, lane.pinned)).map(({body}) => body);
    for (const {body} of bodies) body.classList.toggle('pinned', pinned.includes(body));
    this.element.append(...bodies.map(({body}) => body));
    this.#stack.hold(this.element.tHead!, pinned);
  }

  #head(): HTMLElement {
    const {parts, words} = this.#scene;
    const order = [...parts.stages.keys()];
    const stages = parts.map.stages.map(stage => {
      const fold = h('button', {'type': 'button', 'class': 'fold', 'data-do': 'fold', 'data-key': stage.id, 'tabindex': -1, 'aria-expanded': 'true'}, unseen(words.t('fold', 'name', stage.name))); // prettier-ignore
      this.#stageHeads.set(stage.id, fold);
      const head = h(
        'th',
        {scope: 'colgroup', class: 'stage', part: 'stage'},
        h('div', {class: 'tint'}, fold, itemButton(`stage:${stage.id}`, {class: 'item name'}, stage.name)),
        stage.goal && h('p', {class: 'goal more'}, stage.goal),
      );
      if (stage.color) head.style.setProperty('--_tint', stage.color);
      head.classList.add(`t${order.indexOf(stage.id) % 6}`);
      return head;
    });
    const steps = this.#columns.map(column => {
      const {step, stage} = column;
      const head = h('th', {scope: 'col', class: `${columnClass(column)} step`, part: 'step'});
      if (step) refill(head, h('div', {class: 'mark'}, stepName(this.#scene, step)), keptToPlan(this.#scene, step));
      else this.#foldedHeads.set(stage.id, head);
      return head;
    });
    return h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('td', {class: 'corner', rowspan: 2}, parts.map.personas?.length ? legend(this.#scene) : ''),
        stages,
      ),
      h('tr', {}, steps),
    );
  }

  #lane(lane: Lane): LaneRows {
    const scene = this.#scene;
    const rows = rowsOf(scene.parts, lane, this.#columns, isDerived(lane.kind));
    const feelings: HTMLTableCellElement[] | undefined = lane.kind === 'emotion' ? [] : undefined;
    // What else stands in the lane stands below its curve.
    if (feelings && rows.flat().length) rows.unshift([]);
    const whole = this.#whole(lane);
    const made = rows.map((slots, index) => {
      const cells = this.#cells(lane, slots, index === 0, index ? undefined : feelings);
      // A curve has a head of its own, with its scale.
      const head = index
        ? feelings && h('th', {scope: 'row'}, unseen(laneTitle(scene, lane)))
        : this.#laneHead(lane, feelings ? 1 : rows.length + whole.length);
      return h('tr', {}, head, cells);
    });
    made.push(...whole);
    const body = h(
      'tbody',
      {'class': `lane kind-${lane.kind} ${lane.height ?? 'normal'}`, 'data-lane': lane.id},
      lane.lineAbove && this.#line(lane.lineAbove),
      made,
    );
    return {lane, body, rows: made, feelings};
  }

  /** A row of what belongs to stages as a whole, where there is any. */
  #whole(lane: Lane): HTMLTableRowElement[] {
    const {parts} = this.#scene;
    const contents = parts.map.stages.map(stage => ofStage(this.#scene, lane, stage));
    if (!contents.some(({length}) => length)) return [];
    const cells = parts.map.stages.map(({id}, at) => {
      const steps = parts.stepsOf.get(id)?.length;
      const cell = h('td', {class: (steps ? 's' : 'e') + at, colspan: steps}, contents[at]!);
      return steps ? [h('td', {class: `f${at}`}), cell] : cell;
    });
    return [h('tr', {}, cells)];
  }

  /** A line of a service blueprint, said in words. */
  #line(line: NonNullable<Lane['lineAbove']>): HTMLElement {
    const head = h('th', {scope: 'row'}, this.#scene.words.t(`line.${line}`));
    this.#lines.push(head);
    return h('tr', {class: `line ${line}`}, head);
  }

  #laneHead(lane: Lane, rows: number): HTMLElement {
    const {words, parts} = this.#scene;
    const title = laneTitle(this.#scene, lane);
    const persona = lane.personaId === undefined ? undefined : parts.personas.get(lane.personaId);
    return h(
      'th',
      {scope: 'row', part: 'lane', rowspan: rows > 1 ? rows : undefined},
      h(
        'div',
        {class: 'title'},
        h('button', {'type': 'button', 'class': 'fold', 'data-do': 'shut', 'data-key': lane.id, 'tabindex': -1, 'aria-expanded': 'true'}, unseen(words.t('fold', 'name', title))), // prettier-ignore
        h('span', {}, title),
      ),
      persona && h('p', {class: 'more'}, persona.name),
      lane.kind === 'live' && !this.#scene.live && h('p', {class: 'more'}, words.t('live.off')),
      lane.kind === 'emotion' && h('div', {'class': 'scale', 'aria-hidden': 'true'}, [2, 0, -2].map(score => h('span', {}, words.emotion(score)))), // prettier-ignore
    );
  }

  /** The cells of one row. `isFirst`: the row that also holds what the steps themselves say. */
  #cells(lane: Lane, slots: readonly Slot[], isFirst: boolean, feelings?: HTMLTableCellElement[]): Child[] {
    const scene = this.#scene;
    const made: HTMLElement[] = [];
    let slot = 0;
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at]!;
      const here = slots[slot]?.from === at ? slots[slot++]! : undefined;
      const own = isFirst && column.step ? this.#own(lane, column.step) : [];
      const cell = h(
        'td',
        {class: columnClass(column)},
        own,
        here?.cells.map(one => cellContent(scene, one)),
      );
      made.push(cell);
      feelings?.push(cell);
      if (here && here.to > at) {
        this.#span(cell, here);
        at = here.to;
      } else if (!column.step && isFirst && !feelings) this.#sum(column.stage, cell, lane);
    }
    return made;
  }

  /** What a step itself says in a lane. */
  #own(lane: Lane, step: Step): Child {
    const own = contentAt(this.#scene, lane, step);
    if (lane.kind !== 'live') return own;
    const place = h('div', {}, own);
    this.#lives.push({place, step, lane});
    return place;
  }

  #sum(stage: Stage, cell: HTMLElement, lane: Lane): void {
    const list = this.#summaries.get(stage.id);
    if (list) list.push({cell, lane});
    else this.#summaries.set(stage.id, [{cell, lane}]);
  }

  #span(cell: HTMLTableCellElement, slot: Slot): void {
    const stages = new Set(this.#columns.slice(slot.from, slot.to + 1).map(({stageAt}) => stageAt));
    cell.colSpan = slot.to - slot.from + 1;
    if (stages.size === 1) return;
    cell.className = 'across';
    this.#spans.push({cell, slot});
  }
}

/** `s3` for a step of the fourth stage, `f3` for all of it folded. */
const columnClass = ({step, steps, stageAt}: Column): string => (step ? 's' : steps.length ? 'f' : 'e') + stageAt;
