/** Histories that once broke a promise, as the model shrank them: each stays kept. */
import test from 'node:test';
import type {History} from '../../support/model/history.js';
import {play} from '../../support/model/play.js';

type Action = History['steps'][number]['action'];
const step = (action: Action, tasks = 0, pick = 0) => ({action, tasks, pick});
const history = (...steps: History['steps'][number][]): History => ({mode: 'locks', steps, pick: 0});
const refused = (endpoint: number): Action => ({
  do: 'network',
  fault: {type: 'status', status: 400, problem: false},
  endpoint,
  count: 1,
});
const save: Action = {do: 'save', tab: 0, event: true};
const withdraw: Action = {do: 'withdraw', tab: 0, thing: 0};
const close: Action = {do: 'close', tab: 0};
const update: Action = {do: 'update', tab: 0, thing: 0, knows: 'own'};
const open: Action = {do: 'open', page: 0};
const killBrowser: Action = {do: 'kill-browser', lost: 0};
const refuse: Action = {do: 'network', fault: {type: 'refuse'}, endpoint: 0, count: 1};
const wait: Action = {do: 'wait', ms: 100, hold: undefined};
const unopened = (count: number): Action => ({do: 'database', fault: 'open', count});

test('taken back while its claim could be noted in a copy alone: it was sent, and is withdrawn', async () =>
  void (await play(
    history(
      step(refused(2), 4),
      step(save, 2),
      step({do: 'jump', ms: -315_360_000_000}, 1),
      step(unopened(1), 1),
      step({do: 'database', fault: 'write', count: 1}, 2),
      step(save, 2),
      step(withdraw),
      step(save, 3),
      step(save, 5),
      step(close),
    ),
  )));

test('taken back after an acknowledgement that the database could not keep: it was sent, and is withdrawn', async () =>
  void (await play(
    history(
      step(save),
      step(update, 6),
      step({do: 'database', fault: 'write', count: 2}),
      step({do: 'retry', tab: 0}),
      step(withdraw),
      step(refused(0), 3),
      step(killBrowser),
      step(close),
    ),
  )));

test('taken back by a later page, after the note that it was sent went with a killed browser: it is withdrawn', async () =>
  void (await play(
    history(
      step(save),
      step(update, 6),
      step(unopened(1)),
      step(withdraw, 4),
      step(killBrowser),
      step(open),
      step(withdraw),
      step(save, 3, 489_056),
      step(killBrowser),
      step(wait, 0, 405_360),
    ),
  )));

test('taken back, then sent from a copy that came back, by a page whose database did not open: it is withdrawn', async () =>
  void (await play(
    history(
      step(refused(0)),
      step(save),
      step(wait),
      step(save),
      step(wait),
      step({do: 'withdraw', tab: 0, thing: 1}),
      step(refuse, 3),
      step(unopened(2)),
      step(killBrowser),
      step(open, 2),
      step(refuse, 3),
    ),
  )));

test('saved twice at once, each time written and reported as failed: no two snapshots share a revision', async () =>
  void (await play(
    history(
      step({do: 'storage', fault: 'full'}),
      step({do: 'save', tab: 0, event: false}),
      step({do: 'open', page: 2}),
      step(wait),
      step(save),
      step({do: 'sync'}, 3, 701_344),
      step(update),
      step(update),
      step({...update, tab: 3}, 1, 109_840),
      step({do: 'database', fault: 'lost', count: 3}, 2, 457_739),
      step({do: 'end-worker'}, 1, 162_578),
      step(wait),
    ),
  )));

test('taken back, then saved again while no store took it: it does not wait for ever', async () =>
  void (await play(
    history(
      step({do: 'storage', fault: 'full'}),
      step(refuse),
      step(open),
      step({do: 'save', tab: 0, event: false}),
      step(wait),
      step(withdraw),
      step(wait),
      step(unopened(2)),
      step(update),
      step({...close, tab: 3}, 2),
    ),
  )));
