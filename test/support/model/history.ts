/** What may happen to a device, as data: a history is a list of these, so that a failing one can be made shorter. */
import fc from 'fast-check';
import type {DatabaseFault} from './database.js';
import {modes, type Mode} from './device.js';
import type {NetworkFault} from './network.js';
import type {StorageFault} from './web-storage.js';
import type {TaskKind} from './world.js';

export type Action =
  | {readonly do: 'open'; readonly page: number}
  | {
      readonly do: 'close' | 'crash' | 'flush' | 'wake' | 'clear' | 'retry' | 'hide' | 'show' | 'count';
      readonly tab: number;
    }
  | {readonly do: 'kill-browser'; readonly lost: number}
  | {readonly do: 'save'; readonly tab: number; readonly event: boolean}
  | {readonly do: 'update'; readonly tab: number; readonly thing: number; readonly knows: 'own' | 'last' | 'first'}
  | {readonly do: 'withdraw'; readonly tab: number; readonly thing: number}
  | {readonly do: 'plant' | 'empty-database' | 'upgrade-endpoint' | 'toggle-online' | 'toggle-key'}
  | {readonly do: 'sync' | 'end-worker'}
  | {readonly do: 'erase'; readonly thing: number}
  | {readonly do: 'network'; readonly fault: NetworkFault; readonly endpoint: number; readonly count: number}
  | {readonly do: 'database'; readonly fault: DatabaseFault; readonly count: number}
  | {readonly do: 'storage'; readonly fault: StorageFault | undefined}
  | {readonly do: 'jump'; readonly ms: number}
  | {readonly do: 'wait'; readonly ms: number; readonly hold: TaskKind | undefined};

export type Act<Name extends Action['do']> = Extract<Action, {readonly do: Name}>;

/** An action, then some tasks in an order given by `pick`. */
export interface Step {
  readonly action: Action;
  readonly tasks: number;
  readonly pick: number;
}

export interface History {
  readonly mode: Mode;
  readonly steps: readonly Step[];
  /** Whether a fresh page is needed to heal; else the open tabs have to do it alone. */
  readonly pick: number;
}

const second = 1000;
const hour = 3600 * second;
const year = 365 * 24 * hour;
const small = fc.nat(7);

const networkFault: fc.Arbitrary<NetworkFault> = fc.oneof(
  {weight: 4, arbitrary: fc.record({type: fc.constantFrom('refuse', 'lost', 'html200', 'lost', 'empty200', 'garbage', 'wrong-ids', 'missing', 'lower', 'wrong-v')})},
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('status'),
      status: fc.constantFrom(400, 401, 403, 404, 405, 406, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451, 500, 501, 502, 503, 504, 505, 507, 511, 520, 530),
      retryAfter: fc.constantFrom(undefined, undefined, 0, 30 * second, 5 * hour),
      problem: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('verdict'),
      status: fc.constant('retry'),
      code: fc.constantFrom('rate', 'conflict', 'schema/newer'),
      retryAfter: fc.constantFrom(0, 30, 1e9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({type: fc.constant('verdict'), status: fc.constant('rejected'), code: fc.constantFrom('invalid', 'closed')}),
  },
) as fc.Arbitrary<NetworkFault>; // prettier-ignore

const tabAction = (...names: string[]) => fc.record({do: fc.constantFrom(...names), tab: small});

const action: fc.Arbitrary<Action> = fc.oneof(
  {weight: 14, arbitrary: fc.record({do: fc.constant('save'), tab: small, event: fc.nat(4).map(n => !n)})},
  {weight: 8, arbitrary: fc.record({do: fc.constant('update'), tab: small, thing: small, knows: fc.constantFrom('own', 'own', 'last', 'first')})},
  {weight: 5, arbitrary: fc.record({do: fc.constant('withdraw'), tab: small, thing: small})},
  {weight: 5, arbitrary: fc.record({do: fc.constant('open'), page: fc.nat(5)})},
  {weight: 9, arbitrary: tabAction('close', 'crash', 'crash', 'flush', 'flush', 'wake', 'hide', 'hide', 'show', 'count')},
  {weight: 1, arbitrary: tabAction('clear', 'retry', 'retry')},
  {weight: 1, arbitrary: fc.record({do: fc.constant('kill-browser'), lost: fc.nat(10 * second)})},
  {weight: 3, arbitrary: fc.record({do: fc.constantFrom('plant', 'empty-database', 'upgrade-endpoint', 'toggle-online', 'toggle-online', 'toggle-key')})},
  {weight: 2, arbitrary: fc.record({do: fc.constantFrom('sync', 'sync', 'sync', 'end-worker')})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('erase'), thing: small})},
  {weight: 8, arbitrary: fc.record({do: fc.constant('network'), fault: networkFault, endpoint: fc.nat(3), count: fc.integer({min: 1, max: 6})})},
  {weight: 4, arbitrary: fc.record({do: fc.constant('database'), fault: fc.constantFrom('open', 'abort', 'lost', 'write'), count: fc.integer({min: 1, max: 5})})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('storage'), fault: fc.constantFrom(undefined, undefined, 'full', 'broken')})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('jump'), ms: fc.constantFrom(-10 * year, 10 * year, -hour, hour, -3 * second)})},
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.oneof({weight: 40, arbitrary: fc.constantFrom(100, 100, second, 3 * second, 3 * second, 20 * second, 60 * second, hour)}, {weight: 1, arbitrary: fc.constantFrom(7 * hour, 31 * 24 * hour)}),
      hold: fc.constantFrom(undefined, undefined, undefined, 'net'),
    }),
  },
) as fc.Arbitrary<Action>; // prettier-ignore

const step: fc.Arbitrary<Step> = fc.record({action, tasks: fc.nat(9), pick: fc.nat(1e6)});

export const history: fc.Arbitrary<History> = fc.record({
  mode: fc.constantFrom(...modes, 'locks', 'locks', 'lease'),
  steps: fc.array(step, {minLength: 1, maxLength: 40, size: 'max'}),
  pick: fc.nat(1e6),
});
