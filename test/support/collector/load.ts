import {randomBytes, randomUUID} from 'node:crypto';

/** What a client knows of one item. */
interface Sent {
  readonly id: string;
  readonly receipt: string;
  /** The highest revision that was acknowledged, and the highest that was sent. */
  acknowledged: number;
  rev: number;
}

/** One row as the collector exports it. */
export interface Stored {
  readonly id: string;
  readonly rev: number;
  readonly data: {readonly hidden: {readonly mark: string}};
}

/** What clients were told, to be held against what is stored. */
export class Ledger {
  readonly items: Sent[] = [];
  batches = 0;
  failures = 0;

  /** Every way in which the stored rows break a promise that was made. */
  broken(rows: readonly Stored[]): {lost: string[]; doubled: string[]} {
    const byMark = new Map<string, Stored[]>();
    for (const row of rows) {
      const mark = row.data.hidden.mark;
      byMark.set(mark, [...(byMark.get(mark) ?? []), row]);
    }
    const told = this.items.filter(({acknowledged}) => acknowledged > 0);
    return {
      lost: told.filter(({id, acknowledged}) => (byMark.get(id)?.[0]?.rev ?? 0) < acknowledged).map(({id}) => id),
      doubled: told.filter(({id}) => (byMark.get(id)?.length ?? 0) > 1).map(({id}) => id),
    };
  }
}

const wire = ({id, receipt, rev}: Sent, attempt: number): object => ({
  id,
  kind: 'response',
  schema: 'stagepost/response/1',
  rev,
  createdAt: new Date().toISOString(),
  attempt,
  receipt,
  data: {
    survey: 'kill',
    version: 'v',
    impression: id,
    complete: rev > 1,
    // The variant without ids changes the id alone: the mark finds the item again.
    hidden: {mark: id, rev},
    answers: {score: {type: 'nps', value: rev % 11}, comment: {type: 'text', value: 'x'.repeat(200)}},
    startedAt: new Date().toISOString(),
    context: {},
  },
});

/**
 * A client that sends single items and batches, new ones and newer revisions, and the same again after every failure, until `isOver`
 * and everything is acknowledged. `addressOf` resolves with the collector's address of the moment.
 */
export async function client(ledger: Ledger, addressOf: () => Promise<string>, isOver: () => boolean): Promise<void> {
  let own: Sent[] = [];
  while (!isOver()) {
    const size = Math.random() < 0.4 ? 1 : 1 + Math.floor(Math.random() * 20);
    const old = own.filter(() => Math.random() < 0.2).slice(0, Math.floor(size / 2));
    for (const item of old) item.rev++;
    const fresh = Array.from({length: Math.max(1, size - old.length)}, () => ({
      id: randomUUID(),
      receipt: randomBytes(16).toString('base64url'),
      acknowledged: 0,
      rev: 1,
    }));
    ledger.items.push(...fresh);
    await deliver(ledger, [...old, ...fresh], addressOf);
    own = fresh;
  }
}

async function deliver(ledger: Ledger, items: readonly Sent[], addressOf: () => Promise<string>): Promise<void> {
  const texts = (attempt: number) => items.map(item => wire(item, attempt));
  const first = texts(1);
  for (let attempt = 1; ; attempt++) {
    const verdicts = await post(await addressOf(), first, attempt);
    if (!verdicts) {
      ledger.failures++;
      continue;
    }
    for (const {id, rev, status} of verdicts) {
      const item = items.find(one => one.id === id);
      if (item && (status === 'stored' || status === 'duplicate')) item.acknowledged = Math.max(item.acknowledged, rev);
    }
    ledger.batches++;
    return;
  }
}

type Verdict = {id: string; rev: number; status: string};

async function post(address: string, items: readonly object[], attempt: number): Promise<Verdict[] | undefined> {
  try {
    const answer = await fetch(`${address}/v1/batch`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({
        v: 1,
        site: 'pk_demo',
        batch: randomUUID(),
        sentAt: new Date().toISOString(),
        items: items.map(item => ({...item, attempt})),
      }),
    });
    const body = (await answer.json()) as {v?: number; items?: Verdict[]};
    return answer.status === 200 && body.v === 1 ? body.items : undefined;
  } catch {
    await new Promise(resolve => setTimeout(resolve, 10));
    return undefined;
  }
}
