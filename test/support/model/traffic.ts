/** What requests may never do: go to the wrong place, come too soon after a refusal, or turn in a circle. */
import type {BatchAnswer} from '../../../src/schema/wire.js';
import {Violation, type Ledger} from './ledger.js';
import type {Sent} from './network.js';
import type {Tab, Worker} from './device.js';

const spacing = 2000;
const longest = 6 * 3600_000;
/** Sums of fractions of a millisecond. */
const rounding = 0.01;
/** The least pause before an item goes out again after an answer that did not take it. */
const itemSpacing = 250;

interface Refusal {
  readonly at: number;
  readonly order: number;
  readonly retryAfter: number;
  readonly what: string;
}

interface Answered {
  readonly rev: number;
  readonly content: string;
  readonly at: number;
  readonly jumps: number;
  readonly least: number;
  /** How often it went out again too soon. */
  again: number;
}

/** How often an item may go out again too soon where a store fails. */
const mostAgain = 3;

export class Traffic {
  readonly #ledger: Ledger;
  /** By tab and endpoint: the last reply that was no answer. */
  #refused = new WeakMap<object, Map<string, Refusal>>();
  /** By endpoint: the order of the last good answer that any tab heard. */
  readonly #good = new Map<string, number>();
  /** By tab and item id. */
  #answered = new WeakMap<object, Map<string, Answered>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  request(sent: Sent): void {
    this.#checkPlace(sent);
    const refused = this.#refused.get(sent.tab)?.get(sent.endpoint);
    if (refused && (this.#good.get(sent.endpoint) ?? 0) < refused.order) {
      const least = Math.max(spacing, Math.min(refused.retryAfter, longest));
      if (sent.at - refused.at < least - rounding)
        throw new Violation(`${sent.at - refused.at} ms after ${refused.what} a request, ${least} ms at least`);
    }
    const answered = sent.leaving ? undefined : this.#answered.get(sent.tab);
    for (const {id, rev, content} of sent.items) {
      const last = answered?.get(id);
      if (
        last?.rev !== rev ||
        last.content !== content ||
        last.jumps !== sent.jumps ||
        sent.at - last.at >= last.least - rounding
      )
        continue;
      // Where a store fails, what was settled may have to be sent once more; a circle it must not become.
      if (!this.#ledger.faulty || ++last.again > mostAgain)
        throw new Violation(`${id} rev ${rev} again after ${sent.at - last.at} ms, ${last.least} ms at least`);
    }
  }

  heard(sent: Sent): void {
    const {tab, endpoint, items, heard} = sent;
    const {good, reply, order, at} = heard!;
    if (!good) {
      const refusal = {at, order, retryAfter: reply.retryAfter ?? 0, what: `${reply.failure ?? reply.status}`};
      const known = this.#refused.get(tab) ?? new Map<string, Refusal>();
      this.#refused.set(tab, known.set(endpoint, refusal));
      return;
    }
    this.#good.set(endpoint, order);
    // A page that goes away sends what may be on its way already: both are answered.
    if (sent.leaving) return;
    const verdicts = (reply.body as BatchAnswer).items;
    const known = this.#answered.get(tab) ?? new Map<string, Answered>();
    this.#answered.set(tab, known);
    for (const {id, rev, content} of items) {
      // Where a store fails, what it was to remember of an item is forgotten: then the page's own pauses have to do.
      const asked = this.#ledger.faulty ? 0 : (verdicts.find(verdict => verdict.id === id)?.retryAfter ?? 0) * 1000;
      const least = Math.max(itemSpacing, Math.min(asked, longest));
      const last = known.get(id);
      const again = last && last.rev === rev && at - last.at < least ? last.again : 0;
      known.set(id, {rev, content, at, jumps: sent.jumps, least, again});
    }
  }

  /** The visitor asked for it again, or what was remembered of it is gone. */
  forget(tab?: Tab, id?: string): void {
    if (tab && id) this.#answered.get(tab)?.delete(id);
    else this.#answered = new WeakMap();
  }

  #checkPlace({tab, endpoint, site, items}: Sent): void {
    const {options} = tab as Tab | Worker;
    for (const {id} of items) {
      const thing = this.#ledger.byId.get(id);
      if (!thing) continue;
      const place = options.endpointWas?.includes(thing.endpoint) ? options.endpoint! : thing.endpoint;
      if (place !== endpoint) throw new Violation(`item ${thing.n} for ${thing.endpoint} went to ${endpoint}`);
      if (thing.site !== site) throw new Violation(`item ${thing.n} for ${thing.site} went as ${site}`);
    }
  }
}
