/** What a visitor does with answers, and what the device promises in return. */
import {isGone, isRow, type Row} from '../../../src/outbox/row.js';
import {KitError} from '../../../src/schema/error.js';
import type {Persistence} from '../../../src/outbox/port.js';
import type {Tab} from './device.js';
import type {Act} from './history.js';
import {Violation, type Save, type TakenBack, type Thing} from './ledger.js';
import {loaded, type Game} from './game.js';

const impression = '00000000-0000-4000-9000-000000000000';
const startedAt = '2026-11-22T10:00:00Z';

/** Data that a guard lets pass, marked so that it is known again. */
export const dataOf = (kind: Thing['kind'], thing: number, mark: number): Record<string, unknown> =>
  kind === 'event'
    ? {name: 'Stage Entered', seq: mark, properties: {thing, mark}, context: {}}
    : {
        survey: 's',
        version: '1',
        impression,
        complete: true,
        answers: {},
        hidden: {thing, mark},
        startedAt,
        context: {},
      };

export function save(game: Game, tab: Tab, given: Thing | undefined, event: boolean, rev?: number): void {
  const {ledger, world, device} = game;
  const {endpoint, site} = tab.options;
  const kind: Thing['kind'] = event ? 'event' : 'response';
  const thing =
    given ??
    ledger.thing({
      id: event ? undefined : device.uuid(),
      receipt: device.receipt(),
      kind,
      endpoint,
      site,
      since: world.time,
    });
  const entry: Save = {mark: ledger.mark(), tab, called: ledger.order()};
  ledger.saving(thing, entry);
  const draft = {kind, data: dataOf(kind, thing.n, entry.mark), id: thing.id, receipt: thing.receipt, rev};
  game.follow(tab.outbox.save(draft), saved => {
    const {rev: kept, persisted} = saved;
    Object.assign(entry, {
      rev: kept,
      persisted,
      keptAt: world.time,
      void: ledger.mayBeLost(entry.called) || (ledger.blind && persisted === 'session'),
    });
    if (!thing.id) ledger.byId.set((thing.id = saved.id), thing);
  });
}

export function update(game: Game, tab: Tab, thing: Thing, knows: Act<'update'>['knows']): void {
  const known = thing.saves.filter(({rev}) => rev !== undefined);
  // A page that did not save the item itself has it with the revision that a copy of the page had: its first, or its last.
  const own = known.filter(entry => entry.tab === tab);
  const revs = (knows === 'own' && own.length ? own : known).map(({rev}) => rev!);
  save(game, tab, thing, false, knows === 'first' ? revs[0] : revs.length ? Math.max(...revs) : undefined);
}

function take(game: Game, tab: Tab, thing: Thing, sure: boolean): TakenBack & {readonly meant: boolean} {
  const {device, ledger} = game;
  const quiet = thing.saves.every(entry => entry.rev !== undefined || (!entry.tab?.alive && device.database.idle));
  const taken = {called: ledger.order(), tab, sure: false, meant: sure && quiet};
  thing.takenBack.push(taken);
  return taken;
}

/** The withdrawal was promised: says where it is kept. */
function promised(game: Game, thing: Thing, taken: TakenBack & {readonly meant: boolean}): void {
  const {device, ledger, world} = game;
  taken.sure = taken.meant && !ledger.mayBeLost(taken.called);
  taken.keptAt = world.time;
  const stands = (rows: Iterable<Row>) =>
    [...rows].some(row => isRow(row) && row.item.kind === 'withdrawal' && row.item.data['target'] === thing.id);
  const inDatabase = device.mode === 'locks' || device.mode === 'lease';
  const copies = [...(device.shared ? device.storage : taken.tab.own).values.values()].map(
    text => JSON.parse(text) as Row,
  );
  const sent = left(game, thing);
  const waits = game.stored().some(({id}) => id === thing.id);
  const place = (): Persistence => {
    if (!ledger.faulty) return inDatabase ? 'disk' : device.mode === 'none' ? 'memory' : 'session';
    const {rows} = device.database;
    const trace = rows.get(thing.id!);
    if ((trace && isGone(trace)) || stands(rows.values() as Iterable<Row>)) return 'disk';
    if (stands(copies)) return 'session';
    return inDatabase || sent || waits || ledger.copiesMissing ? 'memory' : 'session';
  };
  taken.place = place();
}

/** It has left the device at least once. */
const left = ({network}: Game, thing: Thing): boolean =>
  network.log.some(({items}) => items.some(({id}) => id === thing.id));

export function withdraw(game: Game, tab: Tab, thing: Thing): Promise<void> {
  const taken = take(game, tab, thing, true);
  game.follow(tab.outbox.withdraw(thing.id!, thing.receipt), () => promised(game, thing, taken));
  return loaded();
}

/** The site's items that this page may know of: where tabs share nothing, its own. */
export const reachable = ({ledger, device}: Game, tab: Tab): Thing[] =>
  ledger.things.filter(
    ({site, saves}) => site === tab.options.site && (device.shared || saves.every(entry => entry.tab === tab)),
  );

const onItsWay = ({saves}: Thing): boolean => saves.some(({rev}) => rev === undefined);

export function clear(game: Game, tab: Tab): Promise<void> {
  const {ledger} = game;
  const mine = new Set(reachable(game, tab));
  const here = new Set(game.stored().map(({id}) => id));
  const vague = ledger.faulty || game.device.mode === 'none';
  const taken = ledger.things
    .filter(thing => mine.has(thing) && (vague || here.has(thing.id!) || onItsWay(thing)))
    .map(thing => ({
      thing,
      entry: take(game, tab, thing, !ledger.faulty && here.has(thing.id!) && !left(game, thing)),
    }));
  ledger.clearing.add(tab);
  game.follow(tab.outbox.clear(), () => {
    ledger.clearing.delete(tab);
    for (const {thing, entry} of taken) promised(game, thing, entry);
  });
  return loaded();
}

export async function retry(game: Game, tab: Tab): Promise<void> {
  const letters = await game.ask(tab.outbox.deadLetters());
  const letter = letters[Math.floor(game.world.random() * letters.length)];
  if (!letter) return;
  for (const each of game.device.tabs) game.traffic.forget(each, letter.id);
  tab.outbox.retry(letter.id).catch((error: unknown) => {
    if (!(error instanceof KitError && error.code === 'outbox/unknown')) game.broken ??= error;
  });
  await loaded();
}

/** `pending()` of a page at rest says what the stores hold. */
export async function count(game: Game, tab: Tab): Promise<void> {
  const {ledger, device, world} = game;
  await world.calm();
  if (ledger.faulty || !device.shared || !tab.alive) return;
  const before = game.stored();
  const {answers, events, withdrawals, dead} = await game.ask(tab.outbox.pending());
  const own = before.filter(({site}) => site === tab.options.site);
  const alive = own.filter(row => !row.dead);
  const of = (...kinds: string[]) => alive.filter(({item}) => kinds.includes(item.kind)).length;
  const expected = [of('response', 'feedback', 'identity'), of('event'), of('withdrawal'), own.length - alive.length];
  if (String([answers, events, withdrawals, dead]) !== String(expected))
    throw new Violation(`pending() says ${[answers, events, withdrawals, dead]}, the stores hold ${expected}`);
}
