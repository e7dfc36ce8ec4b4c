import type {ItemKind} from '../../schema/wire.js';
import {Problem} from '../problem.js';
import type {Site} from '../sites.js';
import type {ExportPage, ExportRow, Store} from '../store.js';
import {bad, idOf, refuseUnknown, timeOf} from '../results/query.js';
import {csvHead, csvLine} from './csv.js';

const kinds: Readonly<Record<string, ItemKind>> = {responses: 'response', events: 'event', feedback: 'feedback'};

const pageSize = 500;

/** One item of an export as a line of NDJSON: what was sent, and what the collector knows of it. */
export const ndjsonLine = ({body, sentAt, receivedAt, at}: ExportRow): string => {
  const item = JSON.parse(body) as Record<string, unknown>;
  const times = {sentAt: iso(sentAt), receivedAt: iso(receivedAt), correctedAt: iso(at)};
  return `${JSON.stringify({...item, ...times})}\n`;
};

const iso = (at: number): string => new Date(at).toISOString();

/** Streams all items of a kind, page by page, so that any number fits in memory. */
export function exportAnswer(store: Store, site: Site, file: string, params: URLSearchParams): Response {
  const [, name = '', format] = /^(\w+)\.(csv|ndjson)$/.exec(file) ?? [];
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!kind || !format)
    throw new Problem(
      404,
      'route/unknown',
      'There is no such export; there are responses, events and feedback as .csv or .ndjson.',
    );
  const {limit, page} = pageOf(params, site, kind);
  const isCsv = format === 'csv';
  const lines = exportLines(
    store,
    page,
    limit,
    isCsv ? csvHead(kind) : '',
    isCsv ? row => csvLine(kind, row) : ndjsonLine,
  );
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const {done, value} = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${site.id.replace(/[^\w.-]/g, '_')}-${name}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

async function* exportLines(
  store: Store,
  first: ExportPage,
  limit: number,
  head: string,
  line: (row: ExportRow) => string,
): AsyncGenerator<string, void, undefined> {
  if (head) yield head;
  let after: number | undefined;
  for (let left = limit; left > 0;) {
    const rows = await store.page({...first, after, limit: Math.min(pageSize, left)});
    if (rows.length > 0) yield rows.map(line).join('');
    if (rows.length < Math.min(pageSize, left)) return;
    left -= rows.length;
    after = rows.at(-1)?.seq;
  }
}

function pageOf(params: URLSearchParams, site: Site, kind: ItemKind): {page: ExportPage; limit: number} {
  refuseUnknown(params, ['survey', 'from', 'to', 'limit', 'order', 'tests']);
  const limit = params.get('limit');
  if (limit !== null && !/^[1-9]\d{0,8}$/.test(limit)) throw bad('limit', 'must be a whole number from 1');
  const order = params.get('order') ?? 'oldest';
  if (order !== 'oldest' && order !== 'newest') throw bad('order', 'must be oldest or newest');
  const page = {
    site: site.id,
    kind,
    survey: idOf(params, 'survey'),
    from: timeOf(params, 'from', site),
    to: timeOf(params, 'to', site),
    withTests: params.get('tests') === 'true',
    newestFirst: order === 'newest',
    limit: pageSize,
  };
  return {page, limit: limit === null ? Number.POSITIVE_INFINITY : Number(limit)};
}
