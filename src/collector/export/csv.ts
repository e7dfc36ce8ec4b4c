import type {ItemKind} from '../../schema/wire.js';
import type {ExportRow} from '../store.js';

type Field = string | number | boolean | null | undefined;

/** What starts a formula in some spreadsheet, in its own or its full-width form. */
const starters = new Set('=+-@\uFF1D\uFF0B\uFF0D\uFF20');

/** What a spreadsheet may drop before it looks for a formula: blanks, controls and invisible marks. */
const isSkipped = (character: string): boolean => /[\s\p{Cc}\p{Cf}]/u.test(character);

/** Controls that open a cell are disarmed too: some programs drop them only later. */
const isControl = (character: string): boolean => /\p{Cc}/u.test(character);

/** True for a text that some spreadsheet would take for a formula. */
export function looksLikeFormula(text: string): boolean {
  for (const character of text) {
    if (starters.has(character) || isControl(character)) return true;
    if (!isSkipped(character)) return false;
  }
  return false;
}

/** A text that a spreadsheet shows as text: a leading apostrophe disarms a formula. Numbers stay numbers. */
export function csvField(value: Field): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = looksLikeFormula(value) ? `'${value}` : value;
  const isPlain = !/[",;\p{Cc}]/u.test(text) && text === text.trim();
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

const csvRow = (fields: readonly Field[]): string => `${fields.map(csvField).join(',')}\r\n`;

type Value = Readonly<Record<string, unknown>>;
type Column = readonly [name: string, of: (row: ExportRow, item: Value, data: Value, context: Value) => unknown];

const iso = (at: number): string => new Date(at).toISOString();

const common: readonly Column[] = [
  ['id', row => row.id],
  ['rev', row => row.rev],
  ['test', row => row.test],
  ['created_at', (_, item) => item['createdAt']],
  ['corrected_at', row => iso(row.at)],
  ['received_at', row => iso(row.receivedAt)],
  ['visitor', (_, item) => (item['who'] as Value | undefined)?.['visitor']],
  ['session', (_, item) => (item['who'] as Value | undefined)?.['session']],
];

const contextual: readonly Column[] = [
  'journey',
  'stage',
  'touchpoint',
  'url',
  'referrer',
  'lang',
  'viewport',
  'variant',
].map((name): Column => [name, (_row, _item, _data, context) => context[name]]);

const fromData = (name: string, key = name): Column => [name, (_row, _item, data) => data[key]];

const columnsOf: Partial<Record<ItemKind, readonly Column[]>> = {
  response: [
    ...common,
    fromData('survey'),
    fromData('version'),
    fromData('impression'),
    fromData('complete'),
    ['score', (_row, _item, {answers}) => npsAnswer(answers)?.['value']],
    ['causes', (_row, _item, {answers}) => listOf((answers as Value)['causes'], 'values')],
    ['primary_cause', (_row, _item, {answers}) => keyOf((answers as Value)['causes'], 'primary')],
    ['comment', (_row, _item, {answers}) => keyOf((answers as Value)['comment'], 'value')],
    ['email', (_row, _item, {contact}) => keyOf(contact, 'email')],
    ...contextual,
    fromData('answers'),
    fromData('hidden'),
    fromData('traits'),
  ],
  event: [...common, fromData('name'), fromData('seq'), fromData('properties'), ...contextual],
  feedback: [...common, fromData('kind'), fromData('message'), fromData('mood'), ...contextual],
};

const keyOf = (value: unknown, key: string): unknown => (value as Value | undefined)?.[key];

const listOf = (value: unknown, key: string): unknown => {
  const list = keyOf(value, key);
  return Array.isArray(list) ? list.join(' ') : undefined;
};

const npsAnswer = (answers: unknown): Value | undefined =>
  Object.values(answers as Record<string, Value>).find(answer => answer['type'] === 'nps');

/** The first line, behind a byte order mark by which spreadsheets know UTF-8. */
export const csvHead = (kind: ItemKind): string => `\uFEFF${csvRow((columnsOf[kind] ?? common).map(([name]) => name))}`;

/** One item as a line of CSV (RFC 4180). What has no column of its own is in the NDJSON. */
export function csvLine(kind: ItemKind, row: ExportRow): string {
  const item = JSON.parse(row.body) as Value;
  const data = (item['data'] ?? {}) as Value;
  const context = (data['context'] ?? {}) as Value;
  return csvRow((columnsOf[kind] ?? common).map(([, of]) => scalar(of(row, item, data, context))));
}

const scalar = (value: unknown): Field =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Field);
