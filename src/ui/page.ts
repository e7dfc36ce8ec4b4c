/**
 * What one page shares between every copy of the kit on it: defaults from the script tag, and the outboxes.
 * It lives under a global symbol, so that two copies of one major meet; the first one to come wins.
 */
import type {Settings} from '../schema/settings.js';
import type {OutboxPort} from '../outbox/port.js';

export type OpenOutbox = (settings: Settings) => OutboxPort;

export interface Page {
  /** Page-wide defaults; elements and `stagepost-context` override them. Replaced whole, never changed in place. */
  settings: Settings;
  /** Set by `stagepost/define/*` and by the embed files; absent where only classes were imported. */
  openOutbox?: OpenOutbox | undefined;
  readonly outboxes: Map<string, OutboxPort>;
  /** Called after every change of the page-wide defaults. */
  readonly listeners: Set<() => void>;
}

const key = Symbol.for('stagepost.page.1');

/** The page's shared record; works in plain Node, where it is simply a record of this process. */
export function page(): Page {
  const holder = globalThis as {[key]?: Page};
  return (holder[key] ??= {settings: {}, outboxes: new Map(), listeners: new Set()});
}

/** Changes page-wide defaults and tells every element. A key given as `undefined` is taken back. */
export function setPageSettings(patch: Settings): void {
  const shared = page();
  shared.settings = {...shared.settings, ...patch};
  for (const listener of shared.listeners) listener();
}

/** Has every element look around again. */
export const tellElements = (): void => setPageSettings({});

/** The outbox for these settings: one for each endpoint, site and storage mode; `undefined` without endpoint, site or factory. */
export function outboxFor(settings: Settings): OutboxPort | undefined {
  const {endpoint, endpointWas, site, storage} = settings;
  const shared = page();
  if (!endpoint || !site || !shared.openOutbox) return;
  const id = [endpoint, endpointWas, site, storage ?? 'persistent'].join(' ');
  let outbox = shared.outboxes.get(id);
  if (!outbox) shared.outboxes.set(id, (outbox = shared.openOutbox(settings)));
  return outbox;
}
