/** What waits on the device, for those who look, and what they may do about it. Loaded when first asked for. */
import {KitError} from '../schema/error.js';
import type {Work} from './database.js';
import type {DeadLetter, FailureReason, Pending} from './port.js';
import {aliveAgain, gateId, isRow, type Gate, type Row} from './row.js';
import type {Sender} from './sender.js';
import type {Store} from './store.js';

/** The parts of an outbox that a look needs. */
export interface Inspected {
  readonly store: Store;
  readonly sender: Sender;
  readonly endpoint: string;
  readonly site: string;
}

export async function pending({store, sender, endpoint, site}: Inspected): Promise<Pending> {
  const stored = await store.all();
  const mine = stored.filter((row): row is Row => isRow(row) && row.site === site);
  const alive = mine.filter(row => !row.dead);
  const count = (kinds: RegExp) => alive.filter(row => kinds.test(row.item.kind)).length;
  const gate = stored.find(({id}) => id === gateId(endpoint, site)) as Gate | undefined;
  const {nextTryAt} = sender;
  return {
    answers: count(/^(response|feedback|identity)$/),
    events: count(/^event$/),
    withdrawals: count(/^withdrawal$/),
    dead: mine.length - alive.length,
    persistence: store.persistence,
    oldestAt: alive.map(row => row.item.createdAt).sort()[0],
    lastSentAt: gate?.lastSentAt,
    nextTryAt: alive.length && nextTryAt ? new Date(nextTryAt).toISOString() : undefined,
    problem: gate?.failures ? (gate.reason as FailureReason | undefined) : undefined,
  };
}

export async function deadLetters({store, site}: Inspected): Promise<DeadLetter[]> {
  const stored = await store.all();
  return stored.flatMap(row => {
    if (!isRow(row) || !row.dead || row.site !== site) return [];
    const {kind, createdAt, data} = row.item;
    return [{id: row.id, kind, rev: row.rev, createdAt, ...row.dead, data}];
  });
}

/** @throws {KitError} `outbox/unknown` */
export async function retry({store}: Inspected, id: string): Promise<void> {
  const work: Work = rows => {
    const row = rows.get(id);
    if (!isRow(row) || !row.dead) throw new KitError('outbox/unknown', `No dead letter has the id ${id}.`);
    rows.set(id, aliveAgain(row));
  };
  await store.change([id], work, true);
}

/** What a visitor may delete: everything of the site but withdrawals. */
export async function deletable({store, site}: Inspected): Promise<Row[]> {
  const stored = await store.all();
  return stored.filter((row): row is Row => isRow(row) && row.site === site && row.item.kind !== 'withdrawal');
}
