/** One batch: claimed in the store, sent, and settled by what came back. */
import {batchJson, pack} from './batch.js';
import {longestWait} from './backoff.js';
import {classify, type Outcome} from './classify.js';
import type {Gates, GatePatch} from './gates.js';
import type {FailureReason, Notice} from './port.js';
import type {Ports} from './ports.js';
import {gateId, isRow, type Gate, type Row, type Stored} from './row.js';
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
  readonly #target: (endpoint: string) => string;
  readonly #tell: Tell;
  readonly #owner: string;

  constructor(ports: Ports, store: Store, gates: Gates, target: (endpoint: string) => string, tell: Tell) {
    this.#ports = ports;
    this.#store = store;
    this.#gates = gates;
    this.#target = target;
    this.#tell = tell;
    this.#owner = ports.uuid();
  }

  /** Sends `packed`; true where the endpoint may be asked again at once. `waiting` is all that waits for the endpoint. */
  async deliver(endpoint: string, packed: readonly Row[], waiting: readonly Row[]): Promise<boolean> {
    const claimed = await this.#claim(endpoint, packed);
    if (!claimed) return false;
    const rows = pack(claimed, claimed.length);
    return !rows.length || this.#settle(endpoint, rows, waiting, await this.#post(endpoint, rows, false));
  }

  /** Sends `packed` in a request that outlives the page; the claim is written beside it, for there is no time to wait. */
  async leave(endpoint: string, packed: readonly Row[]): Promise<void> {
    const claiming = this.#claim(endpoint, packed, true);
    const reply = await this.#post(endpoint, packed, true);
    await claiming;
    await this.#settle(endpoint, packed, packed, reply);
  }

  /** Ends this tab's lease, so that another need not wait for it to run out. */
  async giveLease(endpoint: string): Promise<void> {
    const key = gateId(endpoint);
    await this.#store.change([key], rows => {
      const gate = gateOf(rows, key);
      if (gate.lease?.owner === this.#owner) rows.set(key, {...gate, lease: undefined});
    });
  }

  #post(endpoint: string, rows: readonly Row[], leaving: boolean): Promise<Reply> {
    const {now, transport, uuid} = this.#ports;
    return transport(this.#target(endpoint), batchJson(rows, uuid(), new Date(now()).toISOString()), leaving);
  }

  /** Counts the attempt in the store, where a withdrawal will look for it. `undefined`: another tab holds the lease. */
  async #claim(endpoint: string, packed: readonly Row[], leaving = false): Promise<Row[] | undefined> {
    const key = gateId(endpoint);
    let claimed: Row[] | undefined;
    await this.#store.change([key, ...packed.map(({id}) => id)], rows => {
      claimed = undefined;
      if (!leaving && !this.#lease(rows, key)) return;
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

  async #settle(endpoint: string, sent: readonly Row[], waiting: readonly Row[], reply: Reply): Promise<boolean> {
    const outcome = outcomeOf(reply, sent);
    const answered = outcome.type === 'answer';
    const patch: GatePatch = answered
      ? this.#gates.opened(endpoint)
      : this.#gates.closed(endpoint, outcome, sent.length, reply.retryAfter);
    const judge = this.#judge(outcome, sent);
    const key = gateId(endpoint);
    const touched = answered ? sent : waiting;
    let told: [site: string, notice: Notice][] = [];
    await this.#store.change([key, ...touched.map(({id}) => id)], rows => {
      told = [];
      rows.set(key, {...gateOf(rows, key), ...patch});
      for (const {id, rev} of touched) {
        const row = rows.get(id);
        if (!isRow(row) || row.dead) continue;
        const settled = judge(row, rev);
        if (settled.row) rows.set(id, settled.row);
        else rows.delete(id);
        if (settled.notice) told.push([row.site, settled.notice]);
      }
    });
    if (!answered) {
      const failed = {
        type: 'failed',
        reason: patch.reason as FailureReason,
        status: reply.status,
        detail: endpoint,
      } as const;
      for (const site of new Set(sent.map(row => row.site))) told.push([site, failed]);
    }
    for (const [site, notice] of told) this.#tell(site, [notice]);
    return answered;
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
