import type * as PromClient from 'prom-client';
import type {Verdict} from '../schema/wire.js';
import type {IngestWatch} from './ingest/batch.js';
import type {Judged} from './ingest/judge.js';
import {LineLimit, type Logger} from './logger.js';
import {need} from './need.js';
import type {StorageError} from './problem.js';
import type {Site} from './sites.js';
import type {StoreWatch} from './store.js';

const hour = 60 * 60 * 1000;

/** Signs of a visitor's queue that fails to deliver, by reason; an item may show several. */
const queueReasons: readonly [string, (attempt: number, age: number) => boolean][] = [
  ['retried', attempt => attempt > 1],
  ['often-retried', attempt => attempt >= 10],
  ['hour-late', (_, age) => age >= hour],
  ['day-late', (_, age) => age >= 24 * hour],
];

/** Counts what happens, for /metrics, and tells the owner's log about what wants attention. */
export class Metrics implements IngestWatch, StoreWatch {
  readonly registry: PromClient.Registry;
  readonly #logger: Logger;
  readonly #lines: LineLimit;
  readonly #items;
  readonly #batchItems;
  readonly #commitSeconds;
  readonly #commitItems;
  readonly #failures;
  readonly #requests;
  readonly #refused;
  readonly #queue;
  readonly #oldest = new Map<string, {at: number; seconds: number}>();

  constructor(logger: Logger, waiting: () => number, lines = new LineLimit()) {
    const {Registry: OwnRegistry, Counter, Gauge, Histogram} = need<typeof PromClient>('prom-client');
    const registers = [(this.registry = new OwnRegistry())];
    this.#logger = logger;
    this.#lines = lines;
    this.#items = new Counter({
      name: 'stagepost_items_total',
      help: 'Items by verdict and code.',
      labelNames: ['site', 'status', 'code'],
      registers,
    });
    this.#batchItems = new Histogram({
      name: 'stagepost_batch_items',
      help: 'Items of a batch.',
      buckets: [1, 2, 5, 10, 20, 50],
      registers,
    });
    this.#commitSeconds = new Histogram({
      name: 'stagepost_commit_seconds',
      help: 'Time of a commit to disk.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
      registers,
    });
    this.#commitItems = new Histogram({
      name: 'stagepost_commit_items',
      help: 'Items of a commit to disk.',
      buckets: [1, 5, 10, 20, 50, 100, 200, 400],
      registers,
    });
    this.#failures = new Counter({
      name: 'stagepost_storage_failures_total',
      help: 'Times the database could not serve.',
      registers,
    });
    this.#requests = new Counter({
      name: 'stagepost_requests_total',
      help: 'Requests by route and status.',
      labelNames: ['route', 'status'],
      registers,
    });
    this.#refused = new Counter({
      name: 'stagepost_refused_total',
      help: 'Requests refused as a whole, by code: what these carry stays in the queues of visitors.',
      labelNames: ['code'],
      registers,
    });
    this.#queue = new Counter({
      name: 'stagepost_visitor_queue_items_total',
      help: 'Items that show a failing visitor queue, by reason: retried, often-retried (10 times), hour-late, day-late.',
      labelNames: ['site', 'reason'],
      registers,
    });
    registers[0]!.registerMetric(
      new Gauge({
        name: 'stagepost_queue_depth',
        help: 'Items accepted and not yet committed.',
        registers: [],
        collect() {
          this.set(waiting());
        },
      }),
    );
    const oldest = this.#oldest;
    registers[0]!.registerMetric(
      new Gauge({
        name: 'stagepost_visitor_queue_oldest_seconds',
        help: 'How long the latest of the late items had waited on a device; the highest of the last 10 minutes.',
        labelNames: ['site'],
        registers: [],
        collect() {
          this.reset();
          for (const [site, {at, seconds}] of oldest) if (performance.now() - at < hour / 6) this.set({site}, seconds);
        },
      }),
    );
  }

  batch(_site: Site, size: number): void {
    this.#batchItems.observe(size);
  }

  judged({id: site}: Site, {attempt = 1, age = 0}: Judged, {status, code = ''}: Verdict): void {
    this.#items.inc({site, status, code});
    if (status === 'rejected' || code === 'conflict')
      this.#tell('item-refused', `${site} ${code}`, {site, status, code});
    for (const [reason, holds] of queueReasons) {
      if (!holds(attempt, age)) continue;
      this.#queue.inc({site, reason});
      const seconds = Math.max(0, Math.round(age / 1000));
      this.#tell('visitor-queue-failing', `${site} ${reason}`, {site, reason, attempt, ageSeconds: seconds});
      this.#remember(site, seconds);
    }
  }

  committed(items: number, seconds: number): void {
    this.#commitSeconds.observe(seconds);
    this.#commitItems.observe(items);
  }

  failed(error: StorageError): void {
    this.#failures.inc();
    const count = this.#lines.count(`storage ${error.message}`);
    if (count > 0) this.#logger.error('storage-failed', {message: error.message, count});
  }

  answered(route: string, status: number): void {
    this.#requests.inc({route, status: String(status)});
  }

  refused(code: string, status: number, route: string, client: string): void {
    this.#refused.inc({code});
    this.#tell('request-refused', `${code} ${route}`, {code, status, route, client});
  }

  #tell(event: string, kind: string, fields: Readonly<Record<string, string | number>>): void {
    const count = this.#lines.count(`${event} ${kind}`);
    if (count > 0) this.#logger.warn(event, {...fields, count});
  }

  #remember(site: string, seconds: number): void {
    const known = this.#oldest.get(site);
    const isOver = known === undefined || performance.now() - known.at >= hour / 6;
    if (isOver || seconds >= known.seconds) this.#oldest.set(site, {at: performance.now(), seconds});
  }
}
