/**
 * Kills tabs while answers are on their way, aimed at each phase of the way or at a random moment, and says at the end what
 * was lost, stored twice or told untruly.
 */
import type {Engine} from '../../../src/tools/browsers.mjs';
import type {TestBrowser} from '../browser.js';
import type {Fault, LoggedRequest, TestEndpoint} from '../endpoint.js';
import {seeded} from '../seeded.js';
import {drained, open, within} from './drive.js';
import {phases, type Ledger, type Phase, type Verdict} from './ledger.js';
import type {PageOptions, Step} from './page/hooks.js';
import type {ChaosSite} from './site.js';
import {startStage, type Stage} from './stage.js';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** Default `chromium`. */
  readonly engine?: Engine;
  readonly client?: PageOptions['client'];
  readonly database?: PageOptions['database'];
  /** Places whose report counts as a promise that a dead tab must not break. Default `disk`. */
  readonly promises?: readonly string[];
  /** Only these aims; default all phases, and a third of the kills at random moments. */
  readonly aims?: readonly Aim[];
  /** Goes on, to half as many kills again, until each phase has had so many. */
  readonly least?: number;
  readonly progress?: (line: string) => void;
}

export type Aim = Phase | 'random';

export interface KillReport extends Verdict {
  readonly seed: number;
  readonly kills: number;
  /** Kills by the phase in which the answer aimed at was seen to be when its tab died. */
  readonly aimed: Readonly<Record<Phase, number>>;
  /** Kills at random moments, by the phase of the newest answer then; `none`: all was quiet. */
  readonly random: Readonly<Record<Phase | 'none', number>>;
  readonly requests: number;
  readonly errors: readonly string[];
}

const zero = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map(name => [name, 0])) as Record<K, number>;

class TabKills {
  readonly #options: KillOptions;
  readonly #browser: TestBrowser;
  readonly #site: ChaosSite;
  readonly #endpoint: TestEndpoint;
  readonly #ledger: Ledger;
  readonly #random: () => number;
  readonly #aimed = zero(phases);
  readonly #atRandom = zero([...phases, 'none']);
  #answers = 0;
  #kills = 0;

  constructor(options: KillOptions, browser: TestBrowser, {site, endpoint, ledger}: Stage) {
    this.#options = options;
    this.#browser = browser;
    this.#site = site;
    this.#endpoint = endpoint;
    this.#ledger = ledger;
    this.#random = seeded(options.seed);
  }

  async run(): Promise<KillReport> {
    const {kills, seed, progress, aims = [...phases, 'random', 'random', 'random']} = this.#options;
    // A kill that missed its phase is made good, within bounds.
    while (this.#kills < kills || (this.#kills < kills * 1.5 && this.#short(aims))) {
      await this.#cycle(aims[this.#kills % aims.length]!);
      this.#kills++;
      if (progress && this.#kills % 50 === 0) progress(this.#line());
    }
    await this.#drain();
    const {errors} = this.#ledger;
    return {
      ...this.#ledger.verdict(),
      seed,
      kills: this.#kills,
      aimed: this.#aimed,
      random: this.#atRandom,
      requests: this.#endpoint.batches,
      errors,
    };
  }

  /** True while a phase aimed at has had fewer kills than asked for. */
  #short(aims: readonly Aim[]): boolean {
    const {least = 0} = this.#options;
    return phases.some(phase => aims.includes(phase) && this.#aimed[phase] < least);
  }

  #line(): string {
    const {accepted, twice, untrue} = this.#ledger.verdict();
    return `${this.#kills} kills, ${accepted} answers kept, ${this.#ledger.missing().length} still waiting, ${twice.length} twice, ${untrue.length} untrue`;
  }

  #one(most: number): number {
    return Math.floor(this.#random() * most);
  }

  /** One tab: two to four answers in one to three snapshots, and death on the way. */
  async #cycle(aim: Aim): Promise<void> {
    const keys = Array.from({length: 2 + this.#one(3)}, () => `a${this.#answers++}`);
    const snapshots = keys.map(() => 1 + this.#one(3));
    const at = this.#one(keys.length);
    const target = {key: keys[at]!, n: 1 + this.#one(snapshots[at]!)};
    // The bad patterns know no snapshots: each would be an answer of its own.
    const bad = this.#options.client && this.#options.client !== 'outbox';
    if (bad) {
      snapshots.fill(1);
      target.n = 1;
    }
    if (aim === 'acknowledged, not deleted') target.n = snapshots[at]!;
    const variant = this.#one(2);
    const moment = new Promise<void>(reached => this.#aim(aim, target, variant, reached));
    const {client, database} = this.#options;
    const steps = aim !== 'random';
    const page = await open(
      this.#browser,
      this.#site.page({endpoint: this.#endpoint.url, steps, ...(client && {client}), ...(database && {database})}),
    );
    const work = page.evaluate((...plan) => window.chaos.work(...plan), keys, snapshots).catch(() => {});
    if (aim === 'random') await new Promise(done => setTimeout(done, this.#random() * 160));
    else await within(moment, 8000);
    await this.#browser.killTab(page);
    this.#note(aim, target, keys);
    await work;
  }

  /** Arranges for `reached` to be called when the target is in the phase aimed at, and for it to stay there. */
  #aim(aim: Aim, target: {key: string; n: number}, variant: number, reached: () => void): void {
    const stop = () => {
      reached();
      return 'stop' as const;
    };
    const hit = ({step, key, n, id}: Step): boolean => {
      const own = key === target.key || this.#ledger.keyOf(id ?? '') === target.key;
      if (!own) return false;
      if (aim === 'before commit')
        return step === (variant && target.n === 1 ? 'journaled' : 'put') && this.#attempt === target.n;
      if (aim === 'committed') return step === 'accepted' && n === target.n;
      return aim === 'acknowledged, not deleted' && step === (variant ? 'unjournaled' : 'deleting');
    };
    this.#site.hear = step => {
      this.#ledger.hear(step);
      if (step.step === 'attempt') this.#attempt = step.n!;
      return hit(step) ? stop() : undefined;
    };
    this.#ledger.onStored = (key, n) => {
      if (aim === 'stored, not acknowledged' && key === target.key && n >= target.n) reached();
    };
    this.#endpoint.fault = request => this.#fault(aim, target, variant, request, reached);
  }

  /** The snapshot that is being saved. */
  #attempt = 0;

  #fault(
    aim: Aim,
    target: {key: string; n: number},
    variant: number,
    request: LoggedRequest,
    reached: () => void,
  ): Fault | undefined {
    const hit = this.#ledger.arrive(request).some(({key, n}) => key === target.key && n >= target.n);
    if (aim === 'random') return {delayBefore: this.#one(16), delayAfter: this.#one(16)};
    if (hit && aim === 'in flight') {
      reached();
      // Stored long after its tab died, or never.
      return variant ? {delayBefore: 400} : this.#never('before');
    }
    if (hit && aim === 'stored, not acknowledged') return variant ? {delayAfter: 400} : this.#never('after');
    return;
  }

  /**
   * No answer in the life of the tab. In Firefox a request outlives its tab, and only six go to a server at a time: there it
   * is refused in the end.
   */
  #never(when: 'before' | 'after'): Fault {
    if (this.#options.engine !== 'firefox') return {hang: when};
    return {status: 503, body: '', store: when === 'after', [when === 'before' ? 'delayBefore' : 'delayAfter']: 3000};
  }

  #note(aim: Aim, target: {key: string; n: number}, keys: readonly string[]): void {
    if (aim !== 'random') {
      const seen = this.#ledger.phaseOf(target.key, target.n);
      if (seen) this.#aimed[seen]++;
      return;
    }
    const newest = keys.map(key => this.#ledger.phaseOf(key)).find(phase => phase !== undefined);
    this.#atRandom[newest ?? 'none']++;
  }

  /** The last tab lives: everything that was kept arrives. */
  async #drain(): Promise<void> {
    this.#site.hear = step => this.#ledger.hear(step);
    this.#ledger.onStored = () => {};
    this.#endpoint.fault = request => void this.#ledger.arrive(request);
    const {client, database} = this.#options;
    const page = await open(
      this.#browser,
      this.#site.page({endpoint: this.#endpoint.url, ...(client && {client}), ...(database && {database})}),
    );
    await drained(page);
    await page.close();
  }
}

export async function killTabs(options: KillOptions): Promise<KillReport> {
  const stage = await startStage(options.promises);
  try {
    return await new TabKills(options, await stage.anyBrowser({engine: options.engine ?? 'chromium'}), stage).run();
  } finally {
    await stage.close();
  }
}

/** The report as a table for people. */
export function tableOf(report: KillReport): string {
  const {seed, kills, accepted, stored, extra, sent, lost, twice, untrue, requests} = report;
  const rows = phases.map(
    phase =>
      `  ${phase.padEnd(28)}${String(report.aimed[phase]).padStart(7)}${String(report.random[phase]).padStart(8)}`,
  );
  return [
    `seed ${seed}: ${kills} tabs killed`,
    `  ${'phase at death'.padEnd(28)}  aimed  random`,
    ...rows,
    `  ${'nothing under way'.padEnd(28)}${''.padStart(7)}${String(report.random.none).padStart(8)}`,
    `  ${accepted} answers reported as kept, ${stored} stored (${extra} stored before the page could be told), ${sent} heard as sent, ${requests} requests`,
    `  lost ${lost.length}, stored twice ${twice.length}, untrue "sent" ${untrue.length}`,
  ].join('\n');
}
