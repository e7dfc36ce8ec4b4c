/** What a collector holds of people on a journey, out of its exports as NDJSON. */
import {issueText} from '../../schema/issues.js';
import {type Answer, type ExportedItem, exportedItemSchema} from '../../schema/wire.js';
import {jitless} from '../jitless.js';
import {Remarks} from '../remarks.js';
import type {Remark} from '../reading.js';

jitless();

/** Where something was collected, as answers and events tell it. */
export interface Place {
  readonly stage?: string | undefined;
  readonly touchpoint?: string | undefined;
  /** The name of an event. */
  readonly event?: string | undefined;
}

/** One time that a visitor was somewhere on the journey. */
export interface Seen extends Place {
  /** Milliseconds since 1970, by the collector's clock where it set the device's right. */
  readonly at: number;
  /** Satisfaction (CSAT) as it was answered: 1 to 5, or on a longer scale. */
  readonly rating?: number | undefined;
  /** In the visitor's own words. */
  readonly words: readonly string[];
  /** The visitor told of a problem. */
  readonly isProblem: boolean;
  /** How many other answers there were: a recommendation, an effort, a choice … */
  readonly others: number;
}

/** What to look for. */
export interface Wanted {
  /** The id of a journey; what was collected elsewhere does not count. */
  readonly journey: string;
  readonly visitor: string;
}

/** All that was collected, as far as it says something of the wanted way. */
export interface Sightings {
  /** The visitor on the journey, in the order of time. */
  readonly seen: readonly Seen[];
  /** Where anybody was seen, the wanted one included, each place once. */
  readonly met: Iterable<Place>;
  /** Items of the visitor on other journeys, or on none. */
  readonly elsewhere: number;
}

/** What an answer says in the visitor's own words. */
function wordsIn(answer: Answer): string {
  const {type} = answer;
  if (type === 'text') return answer.value;
  return ((type === 'single' || type === 'multiple') && answer.other) || '';
}

const said = (words: readonly string[]): string[] => words.map(one => one.trim()).filter(Boolean);

/** Types of answers that CJML has a place for, or that say nothing. */
const told: readonly Answer['type'][] = ['csat', 'text', 'statement'];

function seenIn({kind, data, createdAt, correctedAt = createdAt}: ExportedItem): Seen {
  const {stage, touchpoint} = data.context;
  const place = {at: Date.parse(correctedAt), stage, touchpoint};
  if (kind === 'event') return {...place, event: data.name, words: [], isProblem: false, others: 0};
  if (kind === 'feedback') {
    const others = data.mood === undefined ? 0 : 1;
    return {...place, words: said([data.message]), isProblem: data.kind === 'problem', others};
  }
  const answers = Object.values(data.answers);
  const ratings = answers.flatMap(answer => (answer.type === 'csat' ? [answer.value] : []));
  const others = answers.filter(({type}) => !told.includes(type)).length;
  return {...place, rating: ratings.at(-1), words: said(answers.map(wordsIn)), isProblem: false, others};
}

/** Takes in the lines of exports, one by one, and keeps what is wanted; any number of lines fits in memory. */
export class Collected implements Sightings {
  readonly #wanted: Wanted;
  readonly #met = new Map<string, Place>();
  /** By the ids of their items: exports overlap, and a later one may hold a later revision. */
  readonly #seen = new Map<string, {readonly rev: number; readonly seen: Seen}>();
  readonly #elsewhere = new Set<string>();

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  get seen(): readonly Seen[] {
    return Array.from(this.#seen.values(), ({seen}) => seen).sort((a, b) => a.at - b.at);
  }

  get met(): Iterable<Place> {
    return this.#met.values();
  }

  get elsewhere(): number {
    return this.#elsewhere.size;
  }

  /** Reads one file. What is no item of an export is told by its line. */
  async read(lines: AsyncIterable<string>): Promise<readonly Remark[]> {
    const remarks = new Remarks();
    let number = 0;
    for await (const line of lines) {
      number++;
      if (!line.trim()) continue;
      const fault = this.#take(line.replace(/^\uFEFF/, ''));
      if (fault)
        remarks.add({
          level: 'error',
          code: 'trace/item',
          place: `line ${number}`,
          text: `is no item of an export as NDJSON: ${fault}.`,
        });
    }
    return remarks.all;
  }

  /** @returns what is wrong with the line */
  #take(line: string): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return 'it is no JSON';
    }
    const {success, data: item, error} = exportedItemSchema.safeParse(value);
    if (!success) return issueText(error, value);
    const isTheirs = item.who?.visitor === this.#wanted.visitor;
    const {id, rev} = item;
    if (item.data.context.journey !== this.#wanted.journey) {
      if (isTheirs) this.#elsewhere.add(id);
      return;
    }
    const seen = seenIn(item);
    const {stage, touchpoint, event} = seen;
    this.#met.set(JSON.stringify([stage, touchpoint, event]), {stage, touchpoint, event});
    if (isTheirs && rev > (this.#seen.get(id)?.rev ?? 0)) this.#seen.set(id, {rev, seen});
    return;
  }
}
