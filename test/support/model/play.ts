/** Plays a history on a device, heals everything, and throws a `Violation` where a promise was broken. */
import type {DeadLetter, Pending} from '../../../src/outbox/port.js';
import type {Item} from '../../../src/schema/wire.js';
import {seeded} from '../seeded.js';
import {checkPromises, markOf} from './check.js';
import type {Tab, Variant} from './device.js';
import {Game} from './game.js';
import type {History} from './history.js';
import {Violation, type Thing} from './ledger.js';
import {foreign, foreignKey, home, oldKey, ownerOf, pages} from './pages.js';
import {perform} from './perform.js';
import {settled} from './world.js';

const hour = 3600_000;

export async function play(history: History, variant?: Variant): Promise<Game> {
  const game = new Game(history, variant);
  const {world, device} = game;
  world.random = seeded(history.pick);
  device.shaky = true;
  device.remembers = () => world.chance(0.5);
  device.open(pages[0]!);
  for (const {action, tasks, pick} of history.steps) {
    world.random = seeded(pick);
    await perform(game, action);
    await settled();
    await world.steps(tasks);
    game.throwBroken();
  }
  await heal(game);
  return game;
}

async function heal(game: Game): Promise<void> {
  const {world, device, network, ours, ledger} = game;
  network.online = true;
  network.faults.clear();
  ours.keys.add(oldKey);
  ours.upgraded = game.foreign.upgraded = true;
  device.database.faults = 0;
  device.storage.fault = undefined;
  game.traffic.forget();
  for (const {own} of device.tabs) own.fault = undefined;
  // An open page may have to do without what its browser remembers as missing. What no endpoint takes as it is needs that,
  // and so does a page whose items no other page can see.
  const conflicts = ours.conflicts.size + game.foreign.conflicts.size;
  const simple = device.shared && !conflicts && !world.jumps && world.time < 100 * 24 * hour;
  if (!simple) for (const tab of device.tabs) tab.stuck = false;
  // What open pages keep, they send without anybody's help.
  await world.pass(15 * hour);
  await world.calm();
  game.throwBroken();
  checkPromises(ledger, await view(game), own);
  for (const tab of device.tabs) tab.stuck = false;
  // A page that is opened, or come back to, sends whatever is left.
  if (device.shared) device.open(pages[1]!);
  else for (const tab of device.tabs) tab.outbox.wake();
  await world.pass(15 * hour);
  await world.calm();
  game.throwBroken();
  const end = await view(game);
  checkPromises(ledger, end);
  const left = game.stored().filter(row => !row.dead && !end.dead.has(row.id));
  if (left.length) throw new Violation(`${left.length} rows wait for ever: ${left.map(row => row.id).join(' ')}`);
  for (const tab of ledger.faulty ? device.tabs : device.tabs.slice(0, 1))
    checkEmpty(await game.ask(tab.outbox.pending()), tab);
  game.throwBroken();
}

/** Kept by a page that is still open. */
const own = ({saves}: Thing): boolean => !!saves.at(-1)?.tab?.alive;

function checkEmpty({answers, events, withdrawals}: Pending, tab: Tab): void {
  if (answers + events + withdrawals)
    throw new Violation(`${tab.options.site}: pending ${answers}, ${events}, ${withdrawals} at the end`);
}

/** What the endpoints hold, and the dead letters that a visitor is shown. */
async function view(game: Game) {
  const {device, ledger, ours, world} = game;
  const dead = new Map<string, DeadLetter>();
  const graves = new Set(game.stored().flatMap(row => (row.dead ? row.site : [])));
  const asked = device.shared ? [...graves].map(site => viewer(game, site)) : [];
  // What only a page's memory holds, only that page can show.
  if (ledger.faulty || !device.shared) asked.push(...device.tabs.filter(tab => !asked.includes(tab)));
  for (const tab of asked) for (const letter of await game.ask(tab.outbox.deadLetters())) dead.set(letter.id, letter);
  for (const tab of asked) if (tab.onlyLooks) device.kill(tab);
  const held = new Map<string, Item[]>();
  for (const [owner, judge] of [
    ['ours', ours],
    ['foreign', game.foreign],
  ] as const)
    for (const item of judge.held.values()) {
      if (item.kind === 'withdrawal') continue;
      const key = `${owner} ${markOf(item.data).thing}`;
      held.set(key, [...(held.get(key) ?? []), item]);
    }
  const heldFor = ({endpoint, n}: Thing) => held.get(`${ownerOf(endpoint)} ${n}`) ?? [];
  return {heldFor, dead, conflicts: new Set([...ours.conflicts, ...game.foreign.conflicts]), time: world.time};
}

/** A page of that site, opened only to look. */
function viewer({device}: Game, site: string): Tab {
  const endpoint = site === foreignKey ? foreign : home;
  return device.open({endpoint, site}, false);
}
