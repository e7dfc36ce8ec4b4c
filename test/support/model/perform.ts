/** Does one action of a history to the device. */
import {clear, count, reachable, retry, save, update, withdraw} from './answers.js';
import {around, die} from './around.js';
import type {Tab} from './device.js';
import type {Game} from './game.js';
import type {Act, Action} from './history.js';

type Done = Promise<void> | void;

const within: {
  [Name in Exclude<Action['do'], keyof typeof around>]: (game: Game, tab: Tab, action: Act<Name>) => Done;
} = {
  save: (game, tab, {event}) => save(game, tab, undefined, event),
  update: (game, tab, {thing, knows}) => {
    const mine = reachable(game, tab).filter(
      ({endpoint, kind, newer}) => !newer && endpoint === tab.options.endpoint && kind === 'response',
    );
    const one = mine[thing % Math.max(mine.length, 1)];
    if (one) update(game, tab, one, knows);
  },
  withdraw: (game, tab, {thing}) => {
    const mine = reachable(game, tab).filter(({id}) => id);
    const one = mine[thing % Math.max(mine.length, 1)];
    return one && withdraw(game, tab, one);
  },
  clear,
  retry,
  count,
  flush: (game, {outbox}) => game.follow(outbox.flush()),
  wake: (_game, {outbox}) => outbox.wake(),
  hide: (game, tab) => {
    tab.visible = false;
    game.follow(tab.outbox.leave());
  },
  show: (_game, tab) => {
    tab.visible = true;
    tab.outbox.wake();
  },
  close: async (game, tab) => {
    tab.visible = false;
    game.follow(tab.outbox.leave());
    tab.outbox.pause();
    await game.world.steps(2);
    die(game, tab);
  },
  crash: die,
};

export function perform(game: Game, action: Action): Done {
  const {tabs} = game.device;
  if (action.do in around) {
    const act = around[action.do as keyof typeof around] as (game: Game, action: Action) => Done;
    return act(game, action);
  }
  const tab = 'tab' in action ? tabs[action.tab % Math.max(tabs.length, 1)] : undefined;
  const act = within[action.do as keyof typeof within] as (game: Game, tab: Tab, action: Action) => Done;
  return tab && act(game, tab, action);
}
