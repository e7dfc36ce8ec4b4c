import type Database from 'libsql';
import {decide, type Held} from '../decide.js';
import {sameHash} from '../hash.js';
import type {IncomingItem, Outcome} from '../store.js';

const columns = [
  'site', 'id', 'kind', 'schema', 'rev', 'state', 'test', 'receipt', 'created_at', 'sent_at', 'received_at', 'at',
  'survey', 'impression', 'complete', 'name', 'journey', 'stage', 'touchpoint', 'lang', 'body',
] as const; // prettier-ignore

/** The columns of an item, in the order of the insert. */
export const rowOf = (site: string, item: IncomingItem): (string | number | null)[] => [
  site,
  item.id,
  item.kind,
  item.schema,
  item.rev,
  0,
  item.test ? 1 : 0,
  item.receiptHash,
  item.createdAt,
  item.sentAt,
  item.receivedAt,
  item.at,
  item.found.survey,
  item.found.impression,
  item.found.complete ? 1 : 0,
  item.found.name,
  item.found.journey,
  item.found.stage,
  item.found.touchpoint,
  item.found.lang,
  item.body,
];

/** The statements of the write path. */
export const writeSql = {
  /** Adds what is neither held nor withdrawn before it came: site, id and receipt are the values 1, 2 and 8. */
  insert: `INSERT INTO item(${columns.join(', ')}) SELECT ${columns.map((_, index) => `?${index + 1}`).join(', ')}
    WHERE NOT EXISTS(SELECT 1 FROM early_withdrawal WHERE site = ?1 AND target = ?2 AND receipt = ?8)
    ON CONFLICT DO NOTHING`,
  score: 'INSERT INTO score(item, question, type, value) VALUES(?, ?, ?, ?)',
} as const;

const states = ['held', 'withdrawn', 'erased'] as const;

type HeldRow = {seq: number; rev: number; state: number; receipt: string; body: string | null};

/** Writes items inside a transaction that the caller begins and commits. */
export class Writer {
  readonly #insert;
  readonly #score;
  readonly #find;
  readonly #replace;
  readonly #dropScores;
  readonly #early;
  readonly #rememberEarly;
  readonly #empty;

  constructor(db: Database.Database) {
    this.#insert = db.prepare(writeSql.insert);
    this.#score = db.prepare(writeSql.score);
    this.#find = db.prepare('SELECT seq, rev, state, receipt, body FROM item WHERE site = ? AND id = ?');
    this.#replace = db.prepare(`UPDATE item SET ${columns.map(name => `${name} = ?`).join(', ')} WHERE seq = ?`);
    this.#dropScores = db.prepare('DELETE FROM score WHERE item = ?');
    this.#early = db.prepare('SELECT 1 AS found FROM early_withdrawal WHERE site = ? AND target = ? AND receipt = ?');
    this.#rememberEarly = db.prepare('INSERT INTO early_withdrawal VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#empty = db.prepare(
      `UPDATE item SET state = 1, body = NULL, survey = NULL, impression = NULL, complete = 0, name = NULL,
         journey = NULL, stage = NULL, touchpoint = NULL, lang = NULL WHERE seq = ?`,
    );
  }

  /** Stores one item, or says why not. */
  write(site: string, item: IncomingItem): Outcome {
    const {rev} = item;
    // Most items are new, so the insert itself finds out whether this one is.
    if (!item.tooOld && !item.withdraws && this.#add(site, item)) return {status: 'stored', rev};
    if (this.#early.get([site, item.id, item.receiptHash])) return {status: 'rejected', rev, code: 'withdrawn'};
    const found = this.#find.get([site, item.id]) as HeldRow | undefined;
    if (found) return this.#again(site, item, found);
    if (item.tooOld) return {status: 'rejected', rev, code: 'too-old'};
    if (item.withdraws && !this.#withdraw(site, item, item.withdraws))
      return {status: 'rejected', rev, code: 'invalid'};
    this.#add(site, item);
    return {status: 'stored', rev};
  }

  /** False where the id is held, or was withdrawn before it came. */
  #add(site: string, item: IncomingItem): boolean {
    const {changes, lastInsertRowid} = this.#insert.run(rowOf(site, item));
    if (changes === 0) return false;
    this.#keepScores(Number(lastInsertRowid), item);
    return true;
  }

  #again(site: string, item: IncomingItem, found: HeldRow): Outcome {
    const held: Held = {
      rev: found.rev,
      state: states[found.state] ?? 'erased',
      receiptHash: found.receipt,
      body: found.body,
    };
    const decision = decide(item, held);
    if (decision !== 'replace') return decision;
    if (item.withdraws && !this.#withdraw(site, item, item.withdraws))
      return {status: 'rejected', rev: item.rev, code: 'invalid'};
    this.#replace.run([...rowOf(site, item), found.seq]);
    this.#dropScores.run([found.seq]);
    this.#keepScores(found.seq, item);
    return {status: 'stored', rev: item.rev};
  }

  #keepScores(seq: number, {found: {scores}}: IncomingItem): void {
    for (const {question, type, value} of scores) this.#score.run([seq, question, type, value]);
  }

  /** Erases the target, or remembers the withdrawal of one that is still on its way. False: the receipt is not its own. */
  #withdraw(site: string, item: IncomingItem, {target, receiptHash}: NonNullable<IncomingItem['withdraws']>): boolean {
    const found = this.#find.get([site, target]) as HeldRow | undefined;
    if (!found) {
      this.#rememberEarly.run([site, target, receiptHash, item.receivedAt]);
      return true;
    }
    if (!sameHash(found.receipt, receiptHash)) return false;
    if (found.state === 0) {
      this.#empty.run([found.seq]);
      this.#dropScores.run([found.seq]);
    }
    return true;
  }
}
