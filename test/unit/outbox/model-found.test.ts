/** Histories that once broke a promise, as the model shrank them: each stays kept. */
import test from 'node:test';
import type {History} from '../../support/model/history.js';
import {play} from '../../support/model/play.js';

type Action = History['steps'][number]['action'];
const step = (action: Action, tasks = 0) => ({action, tasks, pick: 0});
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

test('taken back while its claim could be noted in a copy alone: it was sent, and is withdrawn', async () =>
  void (await play(
    history(
      step(refused(2), 4),
      step(save, 2),
      step({do: 'jump', ms: -315_360_000_000}, 1),
      step({do: 'database', fault: 'open', count: 1}, 1),
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
      step({do: 'update', tab: 0, thing: 0, knows: 'own'}, 6),
      step({do: 'database', fault: 'write', count: 2}),
      step({do: 'retry', tab: 0}),
      step(withdraw),
      step(refused(0), 3),
      step({do: 'kill-browser', lost: 0}),
      step(close),
    ),
  )));
