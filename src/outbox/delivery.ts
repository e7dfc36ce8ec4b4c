/** One batch of a lane: claimed in the store, sent, and settled by what came back. */
import {acknowledged, answerOf, later, verdictOn, type Plan} from './acknowledge.js';
import {rest} from './backoff.js';
import {batchJson, pack} from './batch.js';
import {refusing, type Gates, type Lane, type Push} from './gates.js';
import type {Notice, FailureReason} from './port.js';
import type {Ports, Trouble} from './ports.js';
import {isWaiting, type Row} from './row.js';
import type {Store} from './store.js';
import type {Reply} from './transport.js';

/** What trouble needs is waited for so long, ms: then what is here has to do. */
const patience = 5000;

export type Tell = (site: string, notices: readonly Notice[]) => void;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery(ports: Ports, store: Store, gates: Gates, tell: Tell) {
  const {now, uuid} = ports;
  /** Ids that this page stored and no endpoint has answered: ready to go when the page does. */
  const fresh = new Set<string>();

  /** Loads what trouble needs, if it comes in time. A browser may remember a failure for as long as the page lives: nothing here depends on it. */
  const prepare = (): Promise<Trouble | undefined> =>
    new Promise(resolve => {
      const without = () => resolve(undefined);
      ports.trouble().then(resolve, without);
      ports.after(patience, without);
    });

  /** Counts the attempt in the store, where a withdrawal will look for it: of those that still wait, and travel together. */
  async function claim(rows: readonly Row[]): Promise<Row[]> {
    const ids = rows.map(({id}) => id);
    let claimed: Row[] = [];
    await store.change(ids, found => {
      claimed = attempted(ids.map(id => found.get(id)).filter(isWaiting));
      for (const row of claimed) found.set(row.id, row);
    });
    return claimed;
  }

  async function settle(lane: Lane, sent: readonly Row[], waiting: readonly Row[], reply: Reply): Promise<void> {
    const answer = answerOf(reply, sent);
    const at = now();
    const taken = (row: Row, rev: number) => acknowledged(row, rev, verdictOn(row, answer));
    const simple: Plan = {
      // Shut at once: what trouble needs may be long in coming.
      patch: answer
        ? {failures: 0, until: 0, lastSentAt: new Date(at).toISOString()}
        : gates.fail(lane, reply, sent.length),
      touched: answer || (sent.length === 1 && refusing(reply)) ? sent : [],
      judge: (row, rev) => taken(row, rev) ?? {row: later(row, verdictOn(row, answer), at, rest)},
    };
    const {touched, judge, patch} = {
      ...simple,
      ...(!sent.every(row => taken(row, row.rev)) &&
        (await prepare())?.planFor({lane, sent, waiting, reply, answer}, gates, ports)),
    };
    let told: Notice[] = [];
    const kept = await store.change([lane.id, ...touched.map(({id}) => id)], rows => {
      told = [];
      rows.set(lane.id, {...rows.get(lane.id), id: lane.id, ...patch});
      for (const {id, rev} of touched) {
        const row = rows.get(id);
        if (!isWaiting(row)) continue;
        const {row: left, notice} = judge(row, rev);
        if (left) rows.set(id, left);
        else rows.delete(id);
        if (!left || left.nextAt) fresh.delete(id);
        if (notice) told.push(notice);
      }
    });
    if (!answer)
      told.push({
        type: 'failed',
        reason: patch.reason as FailureReason,
        status: reply.status,
        detail: lane.endpoint,
      });
    // What the database does not let go it may show again: that must not become a circle.
    else if (kept !== 'disk' && ports.database && store.sound) gates.fail(lane, {status: 500}, sent.length);
    else gates.open(lane);
    tell(lane.site, told);
  }

  /** Counts it at once, in the copies alone: nobody who takes a row back may believe that it never left. */
  function depart(rows: readonly Row[]): Row[] {
    const departed = attempted(rows);
    for (const row of departed) {
      fresh.delete(row.id);
      ports.journal.set(row, true);
    }
    return departed;
  }

  return {
    fresh,
    prepare,

    /**
     * Sends the first of `due`; false where there was nothing to send. `waiting` is all that waits in it.
     * `leaving`: in a request that outlives the page. There is no time to wait for the store.
     */
    async deliver(
      lane: Lane,
      due: readonly Row[],
      waiting: readonly Row[],
      by: Push,
      leaving = false,
    ): Promise<boolean> {
      const first = due.slice(0, lane.size);
      const departed = leaving && depart(first);
      const claiming = claim(first);
      const rows = departed || (await claiming);
      // Meanwhile a request of a page that was about to leave may have failed.
      if (!rows.length || gates.wait(lane, by)) return false;
      const body = batchJson(rows, uuid(), new Date(now()).toISOString());
      const reply = await ports.transport(lane.endpoint, body, leaving);
      await settle(lane, rows, waiting, reply);
      await claiming;
      return true;
    },
  };
}

/** The first of the rows that fit into one request, as they are once it is made. */
const attempted = (rows: readonly Row[]): Row[] => pack(rows).map(row => ({...row, attempt: row.attempt + 1}));
