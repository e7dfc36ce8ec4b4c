/** The page under test: the real outbox, driven by the test through `window.chaos`. The first imports come first on purpose. */
import {options, report} from './hooks.js';
import './clock.js';
import {databaseCalls} from './faults.js';
import {openOutbox, type Draft, type Notice, type OutboxPort, type Saved} from '../../../../src/outbox/index.js';
import {BadQueue} from './patterns.js';
import * as probe from './probe.js';

type Client = Pick<OutboxPort, 'save' | 'flush'> & {
  pending(): Promise<{answers: number; persistence?: string; problem?: string | undefined}>;
};

const site = options.site ?? 'pk_demo';
const heard = {sent: new Set<string>(), notices: [] as Notice[]};

function told(notice: Notice): void {
  if (notice.type === 'sent') {
    heard.sent.add(notice.id);
    if (!options.quiet) report({step: 'sent', id: notice.id, rev: notice.rev});
  } else if (notice.type !== 'saved' && notice.type !== 'changed') {
    heard.notices.push(notice);
    report({step: 'notice', text: JSON.stringify(notice)});
  }
}

function start(): Client {
  const {endpoint, client = 'outbox'} = options;
  if (client !== 'outbox')
    return new BadQueue(endpoint, site, client === 'delete-first', id => report({step: 'sent', id, rev: 1}));
  const outbox = openOutbox({endpoint, site});
  outbox.listen(told, new AbortController().signal);
  return outbox;
}

for (const type of ['error', 'unhandledrejection'])
  addEventListener(type, event => {
    const {reason, message} = event as Partial<PromiseRejectionEvent & ErrorEvent>;
    report({step: 'error', text: String(message ?? (reason as Error | undefined)?.stack ?? reason)});
  });

const outbox = start();

/** A whole answer whose `key` names it and whose `n` counts its snapshots. */
function draftOf(key: string, n: number, earlier: Saved | undefined): Draft {
  const at = new Date().toISOString();
  const data = {
    survey: 'chaos',
    version: '1',
    impression: '00000000-0000-4000-8000-000000000000',
    complete: false,
    answers: {score: {type: 'nps', value: n % 11}, comment: {type: 'text', value: 'Ünïcode \u{1f600} '.repeat(8)}},
    hidden: {key, n},
    startedAt: at,
    context: {stage: 'checkout'},
  };
  return {kind: 'response', data, ...(earlier && {id: earlier.id, receipt: earlier.receipt, rev: earlier.rev})};
}

/** Saves snapshot `n` of answer `key` and says what became of it. */
async function save(key: string, n = 1, earlier?: Saved): Promise<Saved | undefined> {
  report({step: 'attempt', key, n});
  try {
    const saved = await outbox.save(draftOf(key, n, earlier));
    report({step: 'accepted', key, n, id: saved.id, rev: saved.rev, persisted: saved.persisted});
    return saved;
  } catch (error) {
    report({step: 'refused', key, n, text: String((error as {code?: unknown}).code ?? error)});
    return;
  }
}

/** Answers one after the other, each in `snapshots` growing snapshots. */
async function work(keys: readonly string[], snapshots: readonly number[]): Promise<void> {
  for (const [index, key] of keys.entries()) {
    let earlier: Saved | undefined;
    for (let n = 1; n <= (snapshots[index] ?? 1); n++) earlier = await save(key, n, earlier);
  }
}

/** Many answers at once, without a report each; resolves with what was told of each. */
async function bulk(prefix: string, count: number): Promise<Saved[]> {
  const all: Saved[] = [];
  for (let at = 0; at < count; at += 25) {
    const some = Array.from({length: Math.min(25, count - at)}, (_, index) =>
      outbox.save(draftOf(`${prefix}${at + index}`, 1, undefined)),
    );
    all.push(...(await Promise.all(some)));
  }
  return all;
}

const chaos = {
  probe,
  outbox,
  save,
  work,
  bulk,
  heard: () => ({sent: [...heard.sent], notices: heard.notices}),
  databaseCalls,
};
export type Chaos = typeof chaos;

declare global {
  interface Window {
    chaos: Chaos;
  }
}
window.chaos = chaos;
