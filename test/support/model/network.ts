/** The network and the endpoints behind it: requests may be lost, late, answered wrongly, or stored without the device hearing of it. */
import type {Transport, Reply} from '../../../src/outbox/transport.js';
import type {BatchAnswer, Verdict} from '../../../src/schema/wire.js';
import type {ModelJudge} from './model-judge.js';
import type {Owner, World} from './world.js';

export type NetworkFault =
  | {
      readonly type:
        'refuse' | 'lost' | 'html200' | 'empty200' | 'garbage' | 'wrong-ids' | 'missing' | 'lower' | 'wrong-v';
    }
  | {readonly type: 'status'; readonly status: number; readonly retryAfter?: number; readonly problem?: boolean}
  /** A correct endpoint that says so of its first items. */
  | {
      readonly type: 'verdict';
      readonly status: 'retry' | 'rejected';
      readonly code: string;
      readonly retryAfter?: number;
    };

export interface Sent {
  readonly tab: Owner;
  readonly endpoint: string;
  readonly at: number;
  /** How often the device's clock had jumped. */
  readonly jumps: number;
  readonly leaving: boolean;
  readonly site: string;
  readonly items: readonly {readonly id: string; readonly rev: number; readonly content: string}[];
  /** When and what the tab heard. */
  heard?: {readonly at: number; readonly order: number; readonly reply: Reply; readonly good: boolean};
}

const timeout = 10_000;

export class Network {
  readonly endpoints = new Map<string, ModelJudge>();
  /** By endpoint; strikes the next `left` requests. */
  readonly faults = new Map<string, {fault: NetworkFault; left: number}>();
  online = true;
  readonly log: Sent[] = [];
  /** Counts what happened, so that two things at one instant have an order. */
  order = 0;
  readonly #world: World;
  readonly #onRequest: (sent: Sent) => void;
  readonly #onHeard: (sent: Sent) => void;

  constructor(world: World, onRequest: (sent: Sent) => void, onHeard: (sent: Sent) => void) {
    this.#world = world;
    this.#onRequest = onRequest;
    this.#onHeard = onHeard;
  }

  transportFor(tab: Owner): Transport {
    return (endpoint, body, leaving) =>
      new Promise(resolve => {
        const {items, site} = JSON.parse(body) as {items: {id: string; rev: number; data: object}[]; site: string};
        const sent: Sent = {
          tab, endpoint, at: this.#world.time, jumps: this.#world.jumps, leaving, site,
          items: items.map(({id, rev, data}) => ({id, rev, content: JSON.stringify(data)})),
        }; // prettier-ignore
        this.log.push(sent);
        this.#onRequest(sent);
        const hear = (reply: Reply, good: boolean) => {
          if (sent.heard) return;
          giveUp();
          sent.heard = {at: this.#world.time, order: ++this.order, reply, good};
          this.#onHeard(sent);
          resolve(reply);
        };
        const giveUp = this.#world.after(tab, timeout, () => hear({status: 0, failure: 'timeout'}, false));
        this.#world.spawn('net', undefined, () => {
          // A request of a dead page may be cut off before it arrives; one that outlives the page is not.
          if (!tab.alive && !leaving && this.#world.chance(0.5)) return;
          const [reply, good] = this.#answer(endpoint, body);
          this.#world.spawn('net', tab, () => hear(reply, good));
        });
      });
  }

  #answer(endpoint: string, body: string): [reply: Reply, good: boolean] {
    const judge = this.endpoints.get(endpoint);
    if (!this.online || !judge) return [{status: 0, failure: 'network'}, false];
    const planned = this.faults.get(endpoint);
    const fault = planned && planned.left-- > 0 ? planned.fault : undefined;
    if (!fault) {
      const reply = judge.batch(body);
      return [reply, reply.status === 200];
    }
    return strike(fault, judge, body);
  }
}

function strike(fault: NetworkFault, judge: ModelJudge, body: string): [Reply, boolean] {
  switch (fault.type) {
    case 'refuse':
      return [{status: 0, failure: 'network'}, false];
    case 'status': {
      const {status, retryAfter, problem} = fault;
      return [{status, retryAfter, body: problem ? {status, code: 'batch/invalid'} : undefined}, false];
    }
    case 'html200':
    case 'empty200':
      return [{status: 200}, false];
    case 'garbage':
      return [{status: 200, body: {v: 1, serverTime: 'soon', items: 'all'}}, false];
    case 'verdict':
      judge.verdicts = fault;
      break;
  }
  const reply = judge.batch(body);
  judge.verdicts = undefined;
  if (reply.status !== 200) return [reply, false];
  if (fault.type === 'lost') return [{status: 0, failure: 'network'}, false];
  const answer = reply.body as BatchAnswer;
  const good =
    fault.type === 'verdict' || fault.type === 'lower' || (fault.type === 'missing' && answer.items.length > 1);
  return [{status: 200, body: spoilt(fault.type, answer)}, good];
}

function spoilt(type: NetworkFault['type'], answer: BatchAnswer): unknown {
  const items = (change: (item: Verdict) => Verdict) => ({...answer, items: answer.items.map(change)});
  switch (type) {
    case 'wrong-ids':
      return items(item => ({...item, id: '00000000-0000-4000-8000-000000000000'}));
    case 'missing':
      return {...answer, items: answer.items.slice(1)};
    case 'lower':
      return items(item => ({...item, rev: Math.max(1, item.rev - 1)}));
    case 'wrong-v':
      return {...answer, v: 2};
  }
  return answer;
}
