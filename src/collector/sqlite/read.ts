import type Database from 'libsql';
import type {
  CauseEntry,
  Cell,
  ExportPage,
  ExportRow,
  ImpressionCell,
  ScoreCell,
  ScoreEntry,
  Selection,
} from '../store.js';

type Value = string | number | null;
type Row = Record<string, Value>;

/** A piece of SQL with the values of its question marks. Only constants of this file become SQL text. */
type Part = {readonly sql: string; readonly values: readonly Value[]};

const columnOf: Readonly<Record<string, string>> = {
  survey: 'item.survey',
  journey: 'item.journey',
  stage: 'item.stage',
  touchpoint: 'item.touchpoint',
  lang: 'item.lang',
  variant: "item.body -> '$.data.context.variant'",
  version: "item.body -> '$.data.version'",
};

/** Names of traits that a path can hold as they are. */
const traitName = /^traits\.([\p{L}\p{N}_ .:-]{1,100})$/u;

/** True for what `Selection.by` may hold. */
export const isDimension = (name: string): boolean => Object.hasOwn(columnOf, name) || traitName.test(name);

/** What comes out of a body stays JSON until JavaScript parses it: SQL text cannot hold every text that JSON can. */
const isJson = (name: string): boolean => columnOf[name]?.startsWith('item.body') ?? true;

/** One dimension as an expression; a trait's name travels as a value. */
function dimension(name: string): Part {
  const column = columnOf[name];
  if (column !== undefined) return {sql: column, values: []};
  const trait = traitName.exec(name)?.[1];
  if (trait === undefined) throw new RangeError(`no dimension is named ${name}`);
  return {sql: `item.body -> ('$.data.traits."' || ? || '"')`, values: [trait]};
}

const slotOf = (slot: number | undefined): Part =>
  slot === undefined ? {sql: '0', values: []} : {sql: 'item.at - item.at % ?', values: [slot]};

/** The columns `slot, k0, k1 ...` of a selection. */
function cellColumns({by, slot}: Selection): Part {
  const parts = by.map(dimension);
  const at = slotOf(slot);
  return {
    sql: [`${at.sql} AS slot`, ...parts.map(({sql}, index) => `${sql} AS k${index}`)].join(', '),
    values: [...at.values, ...parts.flatMap(({values}) => values)],
  };
}

const cellNames = ({by}: Selection): string => ['slot', ...by.map((_, index) => `k${index}`)].join(', ');

function conditions(kind: 'response' | 'event', {site, survey, journey, from, to}: Selection): Part {
  const parts: Part[] = [
    {sql: 'item.site = ? AND item.kind = ? AND item.state = 0 AND item.test = 0', values: [site, kind]},
  ];
  if (survey !== undefined) parts.push({sql: 'item.survey = ?', values: [survey]});
  if (journey !== undefined) parts.push({sql: 'item.journey = ?', values: [journey]});
  if (from !== undefined) parts.push({sql: 'item.at >= ?', values: [from]});
  if (to !== undefined) parts.push({sql: 'item.at < ?', values: [to]});
  return {sql: parts.map(({sql}) => sql).join(' AND '), values: parts.flatMap(({values}) => values)};
}

const keysOf = (selection: Selection, row: Row): Cell => ({
  slot: Number(row['slot']),
  keys: selection.by.map((name, index) => {
    const key = row[`k${index}`] ?? null;
    const value: unknown = key !== null && isJson(name) ? JSON.parse(String(key)) : key;
    return value === null ? null : String(value);
  }),
});

const all = (db: Database.Database, {sql, values}: Part): Row[] => db.prepare(sql).all([...values]) as Row[];

const questionIs = (question: string | undefined): Part =>
  question === undefined ? {sql: '', values: []} : {sql: ' AND score.question = ?', values: [question]};

export function readScores(
  db: Database.Database,
  selection: Selection & {readonly type: ScoreEntry['type']},
): ScoreCell[] {
  const cells = cellColumns(selection);
  const where = conditions('response', selection);
  const question = questionIs(selection.question);
  const rows = all(db, {
    sql: `SELECT ${cells.sql}, score.value AS value, count(*) AS count, max(item.at) AS newest
      FROM item JOIN score ON score.item = item.seq
      WHERE ${where.sql} AND score.type = ?${question.sql}
      GROUP BY ${cellNames(selection)}, score.value`,
    values: [...cells.values, ...where.values, selection.type, ...question.values],
  });
  return rows.map(row => ({
    ...keysOf(selection, row),
    value: Number(row['value']),
    count: Number(row['count']),
    newest: Number(row['newest']),
  }));
}

export function readCauses(db: Database.Database, selection: Selection & {readonly causes: string}): CauseEntry[] {
  const cells = cellColumns(selection);
  const where = conditions('response', selection);
  const question = questionIs(selection.question);
  const rows = all(db, {
    sql: `SELECT ${cells.sql}, score.value AS score, answer.value AS answer
      FROM item JOIN score ON score.item = item.seq
        LEFT JOIN json_each(item.body, '$.data.answers') AS answer ON answer.key = ?
      WHERE ${where.sql} AND score.type = 'nps'${question.sql}`,
    values: [...cells.values, selection.causes, ...where.values, ...question.values],
  });
  return rows.map(row => ({
    ...keysOf(selection, row),
    score: Number(row['score']),
    ...chosen(typeof row['answer'] === 'string' ? row['answer'] : '{}'),
  }));
}

/** The causes of an answer of type `multiple`, or `single`. */
function chosen(json: string): {causes: string[]; primary: string | null} {
  const answer = JSON.parse(json) as {values?: unknown; value?: unknown; primary?: unknown};
  const list = Array.isArray(answer.values) ? answer.values : [answer.value];
  const causes = list.filter(cause => typeof cause === 'string');
  return {causes, primary: typeof answer.primary === 'string' ? answer.primary : null};
}

const reported = (name: string): string =>
  `EXISTS(SELECT 1 FROM item AS other WHERE other.site = shown.site AND other.impression = shown.impression
     AND other.kind = 'event' AND other.name = 'Survey ${name}' AND other.state = 0 AND other.test = 0)`;

const answered = (condition: string): string =>
  `EXISTS(SELECT 1 FROM item AS other WHERE other.site = shown.site AND other.impression = shown.impression
     AND other.kind = 'response' AND other.state = 0 AND other.test = 0${condition})`;

export function readImpressions(db: Database.Database, selection: Selection): ImpressionCell[] {
  const cells = cellColumns(selection);
  const where = conditions('event', selection);
  const names = cellNames(selection);
  const rows = all(db, {
    sql: `WITH shown AS (
        SELECT item.site AS site, item.impression AS impression, min(item.at), ${cells.sql}
        FROM item WHERE ${where.sql} AND item.name = 'Survey Shown' AND item.impression IS NOT NULL
        GROUP BY item.site, item.impression),
      judged AS (
        SELECT ${names}, ${answered(' AND other.complete = 1')} AS completed, ${answered('')} AS answered,
          ${reported('Started')} AS begun, ${reported('Snoozed')} AS snoozed, ${reported('Dismissed')} AS dismissed,
          ${reported('Ignored')} AS ignored
        FROM shown)
      SELECT ${names}, count(*) AS shown, sum(begun OR answered) AS started, sum(completed) AS completed,
        sum(answered AND NOT completed) AS partial, sum(snoozed) AS snoozed, sum(dismissed) AS dismissed,
        sum(ignored) AS ignored
      FROM judged GROUP BY ${names}`,
    values: [...cells.values, ...where.values],
  });
  return rows.map(row => ({
    ...keysOf(selection, row),
    shown: Number(row['shown']),
    started: Number(row['started']),
    completed: Number(row['completed']),
    partial: Number(row['partial']),
    snoozed: Number(row['snoozed']),
    dismissed: Number(row['dismissed']),
    ignored: Number(row['ignored']),
  }));
}

export function readUnshown(db: Database.Database, selection: Selection): number {
  const where = conditions('response', selection);
  const [row] = all(db, {
    sql: `SELECT count(DISTINCT item.impression) AS unshown FROM item
      WHERE ${where.sql} AND item.complete = 1 AND NOT EXISTS(
        SELECT 1 FROM item AS other WHERE other.site = item.site AND other.impression = item.impression
          AND other.kind = 'event' AND other.name = 'Survey Shown' AND other.state = 0 AND other.test = 0)`,
    values: where.values,
  });
  return Number(row?.['unshown'] ?? 0);
}

export function readPage(db: Database.Database, page: ExportPage): ExportRow[] {
  const parts: Part[] = [{sql: 'site = ? AND kind = ? AND state = 0', values: [page.site, page.kind]}];
  if (!page.withTests) parts.push({sql: 'test = 0', values: []});
  if (page.survey !== undefined) parts.push({sql: 'survey = ?', values: [page.survey]});
  if (page.from !== undefined) parts.push({sql: 'at >= ?', values: [page.from]});
  if (page.to !== undefined) parts.push({sql: 'at < ?', values: [page.to]});
  if (page.after !== undefined) parts.push({sql: page.newestFirst ? 'seq < ?' : 'seq > ?', values: [page.after]});
  const rows = all(db, {
    sql: `SELECT seq, id, rev, test, sent_at, received_at, at, body FROM item
      WHERE ${parts.map(({sql}) => sql).join(' AND ')} ORDER BY seq ${page.newestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
    values: [...parts.flatMap(({values}) => values), page.limit],
  });
  return rows.map(row => ({
    seq: Number(row['seq']),
    id: String(row['id']),
    rev: Number(row['rev']),
    test: row['test'] === 1,
    sentAt: Number(row['sent_at']),
    receivedAt: Number(row['received_at']),
    at: Number(row['at']),
    body: String(row['body']),
  }));
}
