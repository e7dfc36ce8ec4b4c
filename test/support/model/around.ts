/** What happens around the pages of a device: to its network, its storage, its clock, and to whole pages. */
import {type Row} from '../../../src/outbox/row.js';
import {dataOf} from './answers.js';
import type {Tab} from './device.js';
import type {Game} from './game.js';
import type {Act} from './history.js';
import {newerSchema} from './model-judge.js';
import {foreign, home, moved, oldKey, pages} from './pages.js';

const itemPrefix = 'stagepost:item:';

export const around: {[Name in Aside]: (game: Game, action: Act<Name>) => Promise<void> | void} = {
  'open': ({device}, {page}) => {
    if (device.tabs.length < 4) device.open(pages[page % pages.length]!);
  },
  'network': ({network}, {endpoint, fault, count}) => {
    network.faults.set([home, home, moved, foreign][endpoint]!, {fault, left: count});
  },
  'database': ({ledger, device}, {fault, count}) => {
    ledger.faulty = true;
    device.database.fault = fault;
    device.database.faults = count;
  },
  'storage': breakStorage,
  'jump': ({world}, {ms}) => {
    world.skew += ms;
    world.jumps++;
  },
  // Nothing is on its way for longer than an hour.
  'wait': ({world}, {ms, hold}) => world.pass(ms, ms > 3600_000 ? undefined : hold),
  'plant': plant,
  'kill-browser': (game, {lost}) => {
    const {device, ledger, world} = game;
    for (const each of device.tabs.slice()) die(game, each);
    for (const worker of device.workers) device.end(worker);
    device.storage.rollBack(lost);
    ledger.browserDied(world.time - lost, new Map(game.stored().map(({id, rev}) => [id, rev])));
  },
  'sync': ({device}) => void device.sync(),
  'end-worker': ({device}) => {
    for (const worker of device.workers) device.end(worker);
  },
  'empty-database': emptyDatabase,
  'upgrade-endpoint': ({ours}) => {
    ours.upgraded = true;
  },
  'toggle-online': ({network}) => {
    network.online = !network.online;
  },
  'toggle-key': ({ours}) => {
    if (!ours.keys.delete(oldKey)) ours.keys.add(oldKey);
  },
  'erase': ({ledger, ours}, action) => {
    const thing = ledger.things[action.thing % Math.max(ledger.things.length, 1)];
    if (!thing?.id || !ours.held.has(thing.id)) return;
    thing.erased = true;
    ours.erase(thing.id);
  },
};

type Aside =
  | 'open'
  | 'network'
  | 'database'
  | 'storage'
  | 'jump'
  | 'wait'
  | 'plant'
  | 'kill-browser'
  | 'empty-database'
  | 'upgrade-endpoint'
  | 'toggle-online'
  | 'toggle-key'
  | 'erase'
  | 'sync'
  | 'end-worker';

/** The page is gone, and what it alone had promised. */
export function die({device, ledger}: Game, tab: Tab): void {
  device.kill(tab);
  ledger.tabDied(tab);
}

function breakStorage({device, ledger, traffic}: Game, {fault}: Act<'storage'>): void {
  if (fault) ledger.copiesMissing = ledger.faulty = true;
  if (fault === 'broken') ledger.wentBlind();
  device.storage.fault = fault;
  // Copies that could not be removed are there again: each is sent once more.
  traffic.forget();
  for (const {own} of device.tabs) own.fault = fault;
}

function emptyDatabase({device, ledger, traffic}: Game): void {
  const copies = new Map<string, number>();
  for (const text of device.storage.values.values()) {
    const {id, rev} = JSON.parse(text) as Row;
    copies.set(id, rev);
  }
  device.database.empty();
  ledger.databaseEmptied(copies);
  traffic.forget();
}

/** What a newer kit left behind: a schema and keys that ours does not know. */
function plant({device, ledger, world}: Game): void {
  const inDatabase = device.mode === 'locks' || device.mode === 'lease';
  if (!inDatabase && device.mode !== 'journal') return;
  const {endpoint, site} = pages[0]!;
  const thing = ledger.thing(
    {id: device.uuid(), receipt: device.receipt(), kind: 'response', endpoint, site, since: world.time},
    true,
  );
  const mark = ledger.mark();
  const createdAt = new Date(world.now()).toISOString();
  const data = {...dataOf('response', thing.n, mark), newThing: {deep: [1, {x: 'y'}]}};
  const item = {
    id: thing.id!,
    kind: 'response',
    schema: newerSchema,
    createdAt,
    receipt: thing.receipt,
    data,
    extra: 'kept',
  };
  const row = {id: thing.id!, item, rev: 1, endpoint, site, attempt: 0, bytes: 700, mood: 'new'} as Row;
  if (inDatabase) device.database.rows.set(row.id, row);
  if (!device.storage.fault) device.storage.values.set(itemPrefix + row.id, JSON.stringify(row));
  else if (!inDatabase) return;
  ledger.saving(thing, {mark, tab: undefined, called: ledger.order(), rev: 1, persisted: 'disk', keptAt: world.time});
}
