/** One batch of a lane: claimed in the store, sent, and settled by what came back. */
import {batchJson, pack} from './batch.js';
import {longestWait} from './backoff.js';
import {classify, type Outcome} from './classify.js';
import type {Gates, GatePatch, Push} from './gates.js';
import type {Notice, FailureReason} from './port.js';
import type {Ports} from './ports.js';
import {isRow, type Gate, type Lane, type Row, type Stored} from './row.js';
import {fail, settle, type Moment, type Settled} from './settle.js';
import type {Store} from './store.js';
import type {Reply} from './transport.js';

/** A lease outlives the longest request, and is over soon after its tab died. Ms. */
export const leaseTime = 15_000;

/** A single item that an endpoint refuses without a verdict rests so long, ms; the others go on. */
const rest = longestWait / 6;

export type Tell = (site: string, notices: readonly Notice[]) => void;

export class Delivery {
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #gates: Gates;
  readonly #tell: Tell;
  readonly #owner: string;

  constructor(ports: Ports, store: Store, gates: Gates, tell: Tell) {
    this.#ports = ports;
    this.#store = store;
    this.#gates = gates;
    this.#tell = tell;
    this.#owner = ports.uuid();
  }

  /** Sends `packed`; true where the lane may be used again at once. `waiting` is all that waits in it. */
  async deliver(lane: Lane, packed: readonly Row[], waiting: readonly Row[], by: Push): Promise<boolean> {
    const claimed = await this.#claim(lane, packed);
    // Meanwhile a request of a page that was about to leave may have failed.
    if (!claimed || this.#gates.wait(lane, by)) return false;
    const rows = pack(claimed, claimed.length);
    return !rows.length || this.#settle(lane, rows, waiting, await this.#post(lane, rows, false));
  }

  /** Sends `rows` in a request that outlives the page; the claim is written beside it, for there is no time to wait. */
  async leave(lane: Lane, rows: readonly Row[]): Promise<void> {
    const departed = rows.map(row => this.#store.depart(row));
    const claiming = this.#claim(lane, departed, true);
    await this.#settle(lane, departed, departed, await this.#post(lane, departed, true));
    await claiming;
  }

  /** Ends this tab's lease, so that another need not wait for it to run out. */
  async giveLease({id}: Lane): Promise<void> {
    await this.#store.change([id], rows => {
      const gate = gateOf(rows, id);
      if (gate.lease?.owner === this.#owner) rows.set(id, {...gate, lease: undefined});
    });
  }

  #post({endpoint}: Lane, rows: readonly Row[], leaving: boolean): Promise<Reply> {
    const {now, transport, uuid} = this.#ports;
    return transport(endpoint, batchJson(rows, uuid(), new Date(now()).toISOString()), leaving);
  }

  /** Counts the attempt in the store, where a withdrawal will look for it. `undefined`: another tab holds the lease. */
  async #claim(lane: Lane, packed: readonly Row[], leaving = false): Promise<Row[] | undefined> {
    let claimed: Row[] | undefined;
    await this.#store.change([lane.id, ...packed.map(({id}) => id)], rows => {
      claimed = undefined;
      this.#gates.learn(lane, rows.get(lane.id) as Gate | undefined);
      if (!leaving && !this.#lease(rows, lane.id)) return;
      claimed = [];
      for (const {id} of packed) {
        const row = rows.get(id);
        if (!isRow(row) || row.dead) continue;
        const claim = {...row, attempt: row.attempt + 1};
        rows.set(id, claim);
        claimed.push(claim);
      }
    });
    return claimed;
  }

  #lease(rows: Map<string, Stored>, key: string): boolean {
    if (this.#ports.lock) return true;
    const gate = gateOf(rows, key);
    const now = this.#ports.now();
    const until = now + leaseTime;
    // A lease that ends later than one made now was made by a clock that has gone back since.
    if (gate.lease && gate.lease.owner !== this.#owner && gate.lease.until > now && gate.lease.until <= until)
      return false;
    rows.set(key, {...gate, lease: {owner: this.#owner, until}});
    return true;
  }

  async #settle(lane: Lane, sent: readonly Row[], waiting: readonly Row[], reply: Reply): Promise<boolean> {
    const outcome = outcomeOf(reply, sent);
    const answered = outcome.type === 'answer';
    const patch: GatePatch = answered
      ? {failures: 0, until: 0, lastSentAt: new Date(this.#ports.now()).toISOString()}
      : this.#gates.closed(lane, outcome, sent.length, reply.retryAfter);
    const judge = this.#judge(outcome, sent);
    // A failure counts once a day: after the first there is nothing to write.
    const touched = answered ? sent : waiting.filter(row => judge(row, row.rev).row !== row);
    let told: Notice[] = [];
    const kept = await this.#store.change([lane.id, ...touched.map(({id}) => id)], rows => {
      told = [];
      rows.set(lane.id, {...gateOf(rows, lane.id), ...patch});
      for (const {id, rev} of touched) {
        const row = rows.get(id);
        if (!isRow(row) || row.dead) continue;
        const settled = judge(row, rev);
        if (settled.row) rows.set(id, settled.row);
        else rows.delete(id);
        if (settled.row?.nextAt) this.#store.fresh.delete(id);
        if (settled.notice) told.push(settled.notice);
      }
    });
    if (!answered) {
      const {reason} = patch as {reason: FailureReason};
      told.push({type: 'failed', reason, status: reply.status, detail: lane.endpoint});
    }
    if (told.length) this.#tell(lane.site, told);
    if (!answered) return false;
    const settled = kept === 'disk' || !this.#ports.database || !this.#store.sound;
    if (settled) this.#gates.opened(lane);
    // What the database does not let go it may show again: that must not become a circle.
    else this.#gates.closed(lane, {type: 'wait', reason: 'server'}, 0);
    return settled;
  }

  /** What the outcome does to one row; fixed beforehand, since a store may run its work twice. */
  #judge(outcome: Outcome, sent: readonly Row[]): (row: Row, rev: number) => Settled {
    const {now, random} = this.#ports;
    const moment: Moment = {now: now(), random: random()};
    if (outcome.type === 'answer') {
      const {items, serverTime} = outcome.answer;
      const at = {...moment, serverNow: Date.parse(serverTime)};
      return (row, rev) =>
        settle(
          row,
          rev,
          items.find(({id}) => sameId(id, row.id)),
          at,
        );
    }
    const refused = outcome.type === 'halve' && sent.length === 1 ? sent[0]!.id : undefined;
    return row => fail(row.id === refused ? {...row, nextAt: moment.now + rest} : row, moment);
  }
}

/** An answer that names none of our items is nobody's answer to us. */
function outcomeOf(reply: Reply, sent: readonly Row[]): Outcome {
  const outcome = classify(reply);
  const ours = outcome.type !== 'answer' || outcome.answer.items.some(item => sent.some(({id}) => sameId(id, item.id)));
  return ours ? outcome : {type: 'wait', reason: 'portal'};
}

const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const gateOf = (rows: Map<string, Stored>, key: string): Gate =>
  (rows.get(key) as Gate | undefined) ?? {id: key, failures: 0, until: 0};
