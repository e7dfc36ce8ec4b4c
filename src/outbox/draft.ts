/** What an element hands over, made into what waits: checked, and a copy of its own. */
import {mustFit} from '../schema/bounds.guard.js';
import {utf8Bytes} from '../schema/bounds.js';
import {cleanJson} from '../schema/canonical.js';
import {KitError} from '../schema/error.js';
import {itemLimits} from '../schema/limits.js';
import {parsed} from './platform.js';
import type {Draft} from './port.js';
import type {Ports} from './ports.js';
import type {Row, StoredItem} from './row.js';

/** Where an item is to go. */
export type Place = Pick<Row, 'endpoint' | 'site'>;

/** The draft as a new row. @throws {KitError} `answer/invalid`, `answer/too-large` */
export function rowOf(draft: Draft, place: Place, {now, uuid, receipt}: Ports): Row {
  const {kind, who, test, data} = draft;
  const item = {
    id: draft.id ?? uuid(),
    kind,
    schema: `stagepost/${kind}/1`,
    createdAt: draft.createdAt ?? new Date(now()).toISOString(),
    receipt: draft.receipt ?? receipt(),
    who,
    test,
    data,
  };
  mustFit(item);
  const json = cleanJson(item);
  // With a revision and an attempt of as many digits as they may get.
  const bytes = utf8Bytes(json) + 36;
  if (bytes > itemLimits.bytes) throw new KitError('answer/too-large', `${bytes} of ${itemLimits.bytes} bytes`);
  // A copy: what the page does to its objects later does not reach what was accepted.
  return {id: item.id, item: parsed(json) as StoredItem, rev: 1, ...place, attempt: 0, bytes};
}
