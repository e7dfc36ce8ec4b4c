/**
 * Queues with the mistakes that others have shipped, made of the real outbox by spoiling its ports. The model has to notice each:
 * a test that cannot fail proves nothing.
 */
import type {Database} from '../../../src/outbox/database.js';
import {createJournal, type WebStorage} from '../../../src/outbox/journal.js';
import type {Ports} from '../../../src/outbox/ports.js';
import {isRow, type Row, type Stored} from '../../../src/outbox/row.js';
import type {Reply, Transport} from '../../../src/outbox/transport.js';
import type {BatchAnswer, Verdict} from '../../../src/schema/wire.js';
import type {Device, Tab, Variant} from './device.js';

type Item = Record<string, unknown> & {id: string; rev: number};
type Batch = {items: Item[]} & Record<string, unknown>;

const isAnswer = (body: unknown): body is BatchAnswer => Array.isArray((body as BatchAnswer | undefined)?.items);

/** Changes what goes out and what comes back. */
const sending =
  (spoil: (send: Transport, ports: Ports, device: Device, tab: Tab) => Transport): Variant =>
  (ports, device, tab) => ({...ports, transport: spoil(ports.transport, ports, device, tab)});

const reading = (reply: Reply, change: (verdict: Verdict) => Verdict): Reply =>
  isAnswer(reply.body) ? {...reply, body: {...reply.body, items: reply.body.items.map(change)}} : reply;

/** Workbox, Sentry: taken out of the queue, then sent, then put back where that failed. */
const deleteBeforeSend = sending((send, ports, device, tab) => async (endpoint, body, leaving) => {
  const ids = (JSON.parse(body) as Batch).items.map(({id}) => id);
  const kept: Stored[] = [];
  const storage = device.shared ? device.storage : tab.own;
  const copies = ids.flatMap(id => [...storage.values].filter(([key]) => key.endsWith(id)));
  for (const [key] of copies) storage.values.delete(key);
  const shrug = () => {};
  await ports.database
    ?.change(ids, rows => {
      kept.push(...rows.values());
      rows.clear();
    })
    .catch(shrug);
  const reply = await send(endpoint, body, leaving);
  for (const [key, text] of copies) storage.values.set(key, text);
  await ports.database?.change(ids, rows => kept.forEach(row => rows.set(row.id, row))).catch(shrug);
  return reply;
});

/** Formbricks: no id of the client's, so that every attempt is a new answer. */
const sendWithoutId = sending((send, {uuid}) => async (endpoint, body, leaving) => {
  const batch = JSON.parse(body) as Batch;
  const given = new Map<string, string>();
  for (const item of batch.items) {
    const fresh = uuid();
    given.set(fresh, item.id);
    item.id = fresh;
  }
  const reply = await send(endpoint, JSON.stringify(batch), leaving);
  return reading(reply, verdict => ({...verdict, id: given.get(verdict.id) ?? verdict.id}));
});

/** An acknowledgement of rev 2 removes rev 3. */
const acknowledgeWithoutRev = sending(
  send => async (endpoint, body, leaving) =>
    reading(await send(endpoint, body, leaving), verdict =>
      verdict.status === 'stored' || verdict.status === 'duplicate' ? {...verdict, rev: 10_000} : verdict,
    ),
);

/** Amplitude: any 200 is delivery, a hotel's log-in page included. */
const sentOnAny200 = sending((send, ports) => async (endpoint, body, leaving) => {
  const reply = await send(endpoint, body, leaving);
  if (reply.status !== 200) return reply;
  const items = (JSON.parse(body) as Batch).items.map(({id, rev}) => ({id, rev, status: 'stored'}));
  return {status: 200, body: {v: 1, serverTime: new Date(ports.now()).toISOString(), items}};
});

const month = 30 * 86_400_000;

/** What the device's clock calls old is thrown away. */
const ageByDeviceClock: Variant = (ports, device, tab) => {
  const {now} = ports;
  const isOld = (row: Stored) => isRow(row) && now() - Date.parse(row.item.createdAt) > month;
  const storage = device.shared ? device.storage : tab.own;
  const sweep = () => {
    for (const [key, text] of storage.values) if (isOld(JSON.parse(text) as Row)) storage.values.delete(key);
  };
  const {database} = ports;
  if (!database) return ports;
  const swept: Database = {
    change: database.change,
    all: async () => {
      sweep();
      const rows = await database.all();
      const old = rows.filter(isOld).map(({id}) => id);
      if (old.length) await database.change(old, found => found.clear());
      return rows.filter(row => !old.includes(row.id));
    },
  };
  return {...ports, database: swept};
};

/** Snowplow, Segment: one array under one key, read once and written whole. */
const oneArray: Variant = (ports, device) => {
  const key = 'stagepost-queue';
  const {values} = device.storage;
  const own = new Map<string, string>(JSON.parse(values.get(key) ?? '[]') as [string, string][]);
  const write = () => values.set(key, JSON.stringify([...own]));
  const storage: WebStorage = {
    get length() {
      return own.size;
    },
    key: index => [...own.keys()][index] ?? null,
    getItem: name => own.get(name) ?? null,
    setItem: (name, value) => {
      own.set(name, value);
      write();
    },
    removeItem: name => {
      own.delete(name);
      write();
    },
  };
  return {...ports, database: undefined, journal: createJournal(storage)};
};

/** Formbricks: "saved" once the request succeeded, before the transaction did. */
const savedBeforeComplete: Variant = ports => {
  const {database} = ports;
  if (!database) return ports;
  const change: Database['change'] = async (ids, work, strict) => {
    database.change(ids, work, strict).catch(() => {});
  };
  return {...ports, database: {all: database.all, change}, journal: createJournal(undefined)};
};

/** Taken back on the device alone, while the answer is on its way. */
const withdrawLocally: Variant = (ports, device, tab) => {
  const {database} = ports;
  const forget = (rows: Map<string, Stored>) => {
    for (const [id, row] of rows) if (isRow(row) && row.item.kind === 'withdrawal') rows.delete(id);
  };
  const storage = device.shared ? device.storage : tab.own;
  const port = storage.port();
  const journal = createJournal({
    ...port,
    get length() {
      return port.length;
    },
    setItem: (key, value) => {
      if (!value.includes('"kind":"withdrawal"')) port.setItem(key, value);
    },
  });
  const change: Database['change'] = (ids, work, strict) =>
    database!.change(
      ids,
      rows => {
        work(rows);
        forget(rows);
      },
      strict,
    );
  return {...ports, journal, database: database && {all: database.all, change}};
};

/** Each with the promise that it breaks. */
export const variants: Readonly<Record<string, readonly [variant: Variant, broken: RegExp]>> = {
  'delete before send': [deleteBeforeSend, /is lost|rev \d+ of \d+/],
  'send without id': [sendWithoutId, /is stored \d+ times/],
  'acknowledgement without rev': [acknowledgeWithoutRev, /is lost|rev \d+ of \d+/],
  'sent on any 200': [sentOnAny200, /is lost|rev \d+ of \d+/],
  'age by device clock': [ageByDeviceClock, /is lost|rev \d+ of \d+/],
  'one array in localStorage': [oneArray, /is lost|rev \d+ of \d+/],
  'saved before the transaction completes': [savedBeforeComplete, /is lost|rev \d+ of \d+/],
  'withdrawal of what is in flight on the device alone': [withdrawLocally, /remains at the endpoint/],
};
