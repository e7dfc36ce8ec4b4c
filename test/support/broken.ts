/** Endpoints that are wrong on purpose, one rule each: conformance has to find every one of them. */
import {cleanJson} from '../../src/schema/canonical.js';
import type {Item, Verdict, VerdictCode} from '../../src/schema/wire.js';
import {itemSchema, type BatchAnswer} from '../../src/schema/wire.js';
import type {EndpointOptions, Fault} from './endpoint.js';
import {MemoryJudge, type Reply} from './judge.js';

export interface Variant {
  readonly name: string;
  /** Checks that must fail; others may. */
  readonly fails: readonly string[];
  readonly options: () => EndpointOptions;
}

type Withdrawal = Item & {kind: 'withdrawal'};
const judged = (name: string, fails: readonly string[], make: () => MemoryJudge): Variant => ({
  name,
  fails,
  options: () => ({judge: make()}),
});
const faulty = (name: string, fails: readonly string[], fault: () => Fault): Variant => ({
  name,
  fails,
  options: () => ({fault}),
});
const changedAnswer = (name: string, fails: readonly string[], answer: (answer: BatchAnswer) => unknown): Variant =>
  faulty(name, fails, () => ({answer}));

/** Compares texts as a database or a sanitiser would have stored them. */
class Lossy extends MemoryJudge {
  readonly #store: (text: string) => string;
  constructor(store: (text: string) => string) {
    super();
    this.#store = store;
  }
  protected override same(one: Item, other: Item): boolean {
    const stored = (item: Item) =>
      JSON.stringify(item.data, (_, value: unknown) => (typeof value === 'string' ? this.#store(value) : value));
    return stored(one) === stored(other);
  }
}

class RefusesMore extends MemoryJudge {
  readonly #refuses: (item: Item) => boolean;
  constructor(refuses: (item: Item) => boolean) {
    super();
    this.#refuses = refuses;
  }
  protected override shapeProblem(raw: unknown, loose: {id: string; rev: number}): VerdictCode | undefined {
    return super.shapeProblem(raw, loose) ?? (this.#refuses(raw as Item) ? 'invalid' : undefined);
  }
}

class Forgives extends MemoryJudge {
  readonly #forgives: VerdictCode;
  constructor(forgives: VerdictCode) {
    super();
    this.#forgives = forgives;
  }
  protected override shapeProblem(raw: unknown, loose: {id: string; rev: number}): VerdictCode | undefined {
    const code = super.shapeProblem(raw, loose);
    return code === this.#forgives ? undefined : code;
  }
}

export const variants: readonly Variant[] = [
  judged(
    'stores everything again',
    [
      'rev/duplicate',
      'rev/attempt',
      'rev/lower',
      'rev/order',
      'rev/conflict',
      'rev/same-in-a-batch',
      'rev/whole-batch-again',
      'rev/parallel',
      'withdrawal/resent',
    ],
    () =>
      new (class extends MemoryJudge {
        protected override keep(item: Item): Verdict {
          return this.commit(item);
        }
      })(),
  ),
  judged(
    'keeps the last rev to arrive, not the highest',
    ['rev/lower', 'rev/order', 'rev/parallel-revs', 'rev/falling-in-a-batch', 'rev/partial'],
    () =>
      new (class extends MemoryJudge {
        protected override keep(item: Item): Verdict {
          const old = this.held.get(item.id.toLowerCase());
          return old && old.rev !== item.rev ? this.commit(item) : super.keep(item);
        }
      })(),
  ),
  judged(
    'keeps the first rev for ever',
    ['rev/higher', 'rev/order', 'rev/after-conflict', 'rev/twice-in-a-batch', 'rev/partial'],
    () =>
      new (class extends MemoryJudge {
        protected override keep(item: Item): Verdict {
          const old = this.held.get(item.id.toLowerCase());
          return old ? {id: item.id, rev: Math.max(old.rev, item.rev), status: 'duplicate'} : this.commit(item);
        }
      })(),
  ),
  judged(
    'sees no conflict',
    ['rev/conflict', 'rev/after-conflict', 'text/thai'],
    () =>
      new (class extends MemoryJudge {
        protected override same(): boolean {
          return true;
        }
      })(),
  ),
  judged(
    'counts the attempt as content',
    ['rev/attempt'],
    () =>
      new (class extends MemoryJudge {
        protected override same(one: Item, other: Item): boolean {
          return cleanJson(one) === cleanJson(other);
        }
      })(),
  ),
  judged(
    'takes a UUID in upper case for another one',
    ['rev/upper-case'],
    () =>
      new (class extends MemoryJudge {
        protected override keep(item: Item): Verdict {
          const old = this.held.get(item.id.toLowerCase());
          return old && old.id !== item.id ? this.commit(item) : super.keep(item);
        }
      })(),
  ),
  judged(
    'checks, then stores a moment later',
    ['rev/parallel'],
    () =>
      new (class extends MemoryJudge {
        protected override commit(item: Item): Verdict {
          // Long beside the time in which twenty posts arrive, also on a busy machine.
          setTimeout(() => super.commit(item), 500);
          return {id: item.id, rev: item.rev, status: 'stored'};
        }
      })(),
  ),
  judged(
    'refuses a whole batch for one bad item',
    ['item/alone', 'item/all-listed', 'item/score', 'limit/item-over'],
    () =>
      new (class extends MemoryJudge {
        override batch(text: string): Reply {
          const reply = super.batch(text);
          const {items} = reply.body as BatchAnswer;
          return items?.some(({status}) => status === 'rejected') ? {status: 400, body: {code: 'invalid'}} : reply;
        }
      })(),
  ),
  judged(
    'remembers what it rejected',
    ['item/no-trace'],
    () =>
      new (class extends MemoryJudge {
        readonly #refused = new Set<string>();
        protected override shapeProblem(raw: unknown, loose: {id: string; rev: number}): VerdictCode | undefined {
          const code = super.shapeProblem(raw, loose) ?? (this.#refused.has(loose.id) ? 'invalid' : undefined);
          if (code === 'invalid') this.#refused.add(loose.id);
          return code;
        }
      })(),
  ),
  judged(
    'takes invalid items',
    ['item/alone', 'item/score', 'item/missing', 'item/wrong-data'],
    () => new Forgives('invalid'),
  ),
  judged('takes items of any size', ['limit/item-over'], () => new Forgives('too-large')),
  judged(
    'takes schemas that it does not know',
    ['item/newer', 'item/newer-kind', 'item/alone'],
    () => new Forgives('schema/newer'),
  ),
  judged(
    'rejects what a newer kit sends',
    ['item/newer', 'item/newer-kind'],
    () =>
      new (class extends MemoryJudge {
        protected override shapeProblem(raw: unknown, loose: {id: string; rev: number}): VerdictCode | undefined {
          const code = super.shapeProblem(raw, loose);
          return code === 'schema/newer' ? 'invalid' : code;
        }
      })(),
  ),
  judged('refuses unknown keys', ['item/unknown-keys'], () => new RefusesMore(item => 'later' in item)),
  judged('wants a test flag', ['item/test'], () => new RefusesMore(item => !item.test)),
  judged(
    'refuses what comes from the future',
    ['item/future'],
    () => new RefusesMore(item => Date.parse(item.createdAt) > Date.now() + 1e9),
  ),
  judged(
    'counts bytes where units are meant',
    ['limit/text-thai', 'limit/text-emoji', 'limit/item-thai'],
    () => new RefusesMore(item => Buffer.byteLength(JSON.stringify(item.data['answers'] ?? '')) > 4200),
  ),
  judged(
    'takes texts of any length',
    ['limit/text-over', 'limit/texts-over', 'limit/text-emoji'],
    () =>
      new (class extends MemoryJudge {
        protected override shapeProblem(raw: unknown, loose: {id: string; rev: number}): VerdictCode | undefined {
          const code = super.shapeProblem(raw, loose);
          const short: unknown = JSON.parse(JSON.stringify(raw), (_, value: unknown) =>
            typeof value === 'string' && value.length > 100 ? 'x' : value,
          );
          return code === 'invalid' && itemSchema.safeParse(short).success ? undefined : code;
        }
      })(),
  ),
  judged(
    'keeps no age',
    ['item/too-old'],
    () =>
      new (class extends MemoryJudge {
        protected override tooOld(): boolean {
          return false;
        }
      })(),
  ),
  judged('normalises texts', ['text/normal-form'], () => new Lossy(text => text.normalize('NFC'))),
  judged(
    'compares without case and accents',
    ['text/case'],
    () => new Lossy(text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()),
  ),
  judged('drops control characters', ['text/nul'], () => new Lossy(text => text.replaceAll('\0', ''))),
  judged('replaces lone surrogates', ['text/surrogate'], () => new Lossy(text => Buffer.from(text).toString())),
  judged(
    'strips markup',
    ['text/markup'],
    () => new Lossy(text => text.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&')),
  ),
  judged(
    'trims and unifies white space',
    ['text/space'],
    () => new Lossy(text => text.replaceAll('\r\n', '\n').trim()),
  ),
  judged('strips slashes', ['text/quotes'], () => new Lossy(text => text.replace(/\\(.)/gs, '$1'))),
  judged('quotes formulas in its store', ['text/formula'], () => new Lossy(text => text.replace(/^(?==)/, "'"))),
  judged(
    'forgets a withdrawn id',
    ['withdrawal/again', 'withdrawal/higher', 'withdrawal/same-batch', 'withdrawal/of-feedback'],
    () =>
      new (class extends MemoryJudge {
        protected override withdraw(item: Withdrawal): Verdict {
          const verdict = super.withdraw(item);
          this.gone.clear();
          return verdict;
        }
      })(),
  ),
  judged(
    'withdraws whatever the receipt',
    ['withdrawal/wrong-receipt'],
    () =>
      new (class extends MemoryJudge {
        protected override withdraw(item: Withdrawal): Verdict {
          const receipt = this.held.get(item.data.target.toLowerCase())?.receipt ?? item.data.receipt;
          return super.withdraw({...item, data: {...item.data, receipt}});
        }
      })(),
  ),
  judged(
    'bars an id by any early withdrawal',
    ['withdrawal/early-wrong-receipt'],
    () =>
      new (class extends MemoryJudge {
        protected override store(item: Item): Verdict {
          const any = [...(this.early.get(item.id.toLowerCase()) ?? [])][0];
          return super.store(any ? ({...item, receipt: any} as Item) : item);
        }
      })(),
  ),
  judged(
    'forgets an early withdrawal',
    ['withdrawal/early', 'withdrawal/same-batch'],
    () =>
      new (class extends MemoryJudge {
        protected override store(item: Item): Verdict {
          this.early.clear();
          return super.store(item);
        }
      })(),
  ),
  judged(
    'takes any site key',
    ['http/wrong-key'],
    () =>
      new (class extends MemoryJudge {
        override batch(text: string): Reply {
          const key = /"site":"(pk_[\w-]+)"/.exec(text)?.[1];
          if (key) this.keys.add(key);
          return super.batch(text);
        }
      })(),
  ),
  judged(
    'stores the first 50 of 51 items',
    ['limit/items-over'],
    () =>
      new (class extends MemoryJudge {
        override batch(text: string): Reply {
          const reply = super.batch(text);
          if (reply.status !== 400) return reply;
          try {
            const batch = JSON.parse(text) as {items: unknown[]};
            return super.batch(cleanJson({...batch, items: batch.items.slice(0, 50)}));
          } catch {
            return reply;
          }
        }
      })(),
  ),
  judged(
    'takes bodies of any size',
    ['limit/batch-over'],
    () =>
      new (class extends MemoryJudge {
        protected override get bodyLimit(): number {
          return Infinity;
        }
      })(),
  ),
  judged(
    'takes only 32 KiB',
    ['limit/batch'],
    () =>
      new (class extends MemoryJudge {
        protected override get bodyLimit(): number {
          return 32 * 1024;
        }
      })(),
  ),
  judged(
    'breaks on depth and on what is no JSON',
    ['http/not-json', 'http/empty', 'http/deep-body', 'limit/deep-item', 'http/no-5xx'],
    () =>
      new (class extends MemoryJudge {
        override batch(text: string): Reply {
          const reply = super.batch(text);
          return reply.status === 400 || text.includes('[[[[[[[[[[') ? {status: 500, body: {}} : reply;
        }
      })(),
  ),
  judged('takes one site for all sites', ['rev/sites'], () => new MemoryJudge({keys: ['pk_demo', 'pk_other']})),
  changedAnswer('leaves out what it rejected', ['item/all-listed', 'item/score', 'item/alone'], answer => ({
    ...answer,
    items: answer.items.filter(({status}) => status !== 'rejected'),
  })),
  changedAnswer('answers under lower-case ids alone', ['rev/upper-case'], answer => ({
    ...answer,
    items: answer.items.map(item => ({...item, id: item.id.toLowerCase()})),
  })),
  changedAnswer('never says which rev it holds', ['rev/lower', 'rev/higher', 'rev/highest'], answer => ({
    ...answer,
    items: answer.items.map(item => ({...item, rev: 1})),
  })),
  changedAnswer('answers as another version', ['http/answer'], answer => ({...answer, v: 2})),
  changedAnswer('answers without a time zone', ['http/answer', 'http/server-time'], answer => ({
    ...answer,
    serverTime: answer.serverTime.slice(0, 19),
  })),
  changedAnswer('has a clock of last year', ['http/server-time'], answer => ({
    ...answer,
    serverTime: '2025-01-01T00:00:00Z',
  })),
  faulty('answers HTML', ['http/answer', 'rev/stored'], () => ({body: '<h1>ok</h1>', store: true})),
  faulty('labels its JSON as HTML', ['http/answer'], () => ({headers: {'content-type': 'text/html'}})),
  faulty('sets a cookie', ['http/no-cookies'], () => ({headers: {'set-cookie': 'id=1'}})),
  faulty('redirects', ['http/no-redirect', 'http/answer'], () => ({redirect: 'https://elsewhere.example/'})),
  {name: 'knows no CORS', fails: ['http/preflight', 'http/origin', 'http/error-origin'], options: () => ({cors: {}})},
  {
    name: 'allows credentials',
    fails: ['http/no-credentials'],
    options: () => ({
      cors: {
        'access-control-allow-origin': 'https://conformance.example',
        'access-control-allow-headers': 'content-type',
        'access-control-allow-credentials': 'true',
      },
    }),
  },
];
