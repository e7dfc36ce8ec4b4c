/** The outbox of one site: what is handed over is kept first, sent next, and told about honestly all the way. */
import {KitError} from '../schema/error.js';
import {deviceLimits, itemLimits} from '../schema/limits.js';
import {inOrder} from './batch.js';
import {rowOf} from './draft.js';
import {push} from './gates.js';
import type {Notice, OutboxPort} from './port.js';
import type {Ports} from './ports.js';
import {aliveAgain, isRow, type Row} from './row.js';
import {createSender} from './sender.js';
import {createStore} from './store.js';
import {takeBack, withdrawalOf} from './take-back.js';

export interface OutboxOptions {
  /** Absolute URL. */
  readonly endpoint: string;
  readonly site: string;
  /** Former endpoints of the same owner: what waits for them goes to `endpoint`. */
  readonly endpointWas?: readonly string[] | undefined;
}

export interface Outbox extends OutboxPort {
  /** Something on the page gives hope: it came online, or into view. */
  wake(): void;
  /** The page is hidden, perhaps for good: what this tab stored goes out in a request that outlives it. */
  leave(): Promise<void>;
  /** The page may be frozen: another tab may send. */
  pause(): void;
}

export function createOutbox({endpoint, site, endpointWas}: OutboxOptions, ports: Ports): Outbox {
  const place = {endpoint, site};
  const listeners = new Set<(notice: Notice) => void>();
  /** Ids of what this page made. */
  const own = new Set<string>();

  const store = createStore(ports, notice => {
    tell(site, [notice]);
    wake();
  });
  const sender = createSender(ports, store, from => (endpointWas?.includes(from) ? endpoint : from), tell);
  const channel = ports.joinTabs(message => {
    sender.nudge();
    take(message.site, message.notices);
  });

  /** Tells this tab and the others. */
  function tell(of: string, notices: readonly Notice[]): void {
    take(of, notices);
    channel.postMessage({site: of, notices});
  }

  function take(of: string, notices: readonly Notice[]): void {
    if (of !== site) return;
    for (const notice of notices) for (const listener of listeners) attempt(listener, notice);
  }

  /** Refuses an answer over the device's budget; names the event that has to make room. */
  async function makeRoom(row: Row): Promise<Row | undefined> {
    const others = (await store.all()).filter(
      (other): other is Row => isRow(other) && other.id !== row.id && isEvent(other) === isEvent(row),
    );
    if (isEvent(row)) return others.length < deviceLimits.events ? undefined : others.sort(inOrder)[0];
    const bytes = others.reduce((sum, other) => sum + other.bytes, row.bytes);
    if (others.length >= deviceLimits.answers || bytes > deviceLimits.answerBytes)
      throw new KitError('outbox/full', `${others.length} answers, ${bytes} bytes`);
    return;
  }

  const flush = () => sender.send(push.person);
  const wake = () => void sender.send(push.event);

  /** For those who look, and who set things right: loaded when first asked for. */
  const inspect = async () =>
    (await import('./inspect.js')).createInspection({...place, ports, store, own, tell, flush, wake});

  return {
    async save(draft) {
      const counts = rowOf(draft, place, ports);
      const {id} = counts;
      if (!draft.rev) own.add(id);
      const oldest = await makeRoom(counts);
      let row = counts;
      const persisted = await store.change(
        oldest ? [id, oldest.id] : [id],
        rows => {
          const found = rows.get(id);
          const held = isRow(found) ? found : undefined;
          // Higher than an earlier run's too: the database may hold what that one wrote, and have failed after it.
          const rev = Math.max(row.rev - 1, held?.rev ?? 0, draft.rev ?? 0) + 1;
          if (rev > itemLimits.rev) throw new KitError('answer/too-large', `rev ${rev}`);
          // What was accepted once keeps its time, its proof and its place; of an earlier revision we know that it was sent.
          const {createdAt, receipt} = held?.item ?? counts.item;
          row = {
            ...counts,
            attempt: draft.rev ? 1 : 0,
            ...(held && aliveAgain(held)),
            rev,
            bytes: counts.bytes,
            item: {...counts.item, createdAt, receipt},
          };
          rows.set(id, row);
          if (oldest) rows.delete(oldest.id);
        },
        true,
      );
      const {rev, item} = row;
      tell(site, [{type: 'saved', id, rev, persisted}]);
      if (oldest) tell(site, [{type: 'events-dropped', count: 1}]);
      sender.offer(id);
      return {id, rev, receipt: item.receipt, createdAt: item.createdAt, persisted};
    },

    async withdraw(id, receipt) {
      const withdrawal = withdrawalOf(id, receipt, place, ports);
      let gone = false;
      await store.change([id, withdrawal.id], rows => (gone = takeBack(rows, id, withdrawal, own.has(id))), true);
      tell(site, [gone ? {type: 'withdrawn', id} : {type: 'changed'}]);
      wake();
    },

    pending: async () => (await inspect()).pending(),
    deadLetters: async () => (await inspect()).deadLetters(),
    retry: async id => (await inspect()).retry(id),
    clear: async () => (await inspect()).clear(),
    flush,

    listen(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), {once: true});
    },

    wake,
    leave: sender.leave,
    pause: sender.pause,
  };
}

const isEvent = ({item}: Row): boolean => item.kind === 'event';

/** What a page does with a notice is not to stop what the outbox does. */
function attempt(listener: (notice: Notice) => void, notice: Notice): void {
  try {
    listener(notice);
  } catch (error) {
    console.error(error);
  }
}
