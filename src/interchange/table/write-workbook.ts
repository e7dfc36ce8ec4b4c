/** A journey map as a workbook: sheets that people read and fill, and one for what fits no column, so that nothing is lost. */
import type {Cell, JourneyMap} from '../../schema/journey-map.js';
import {clean} from './clean.js';
import {type Finder, Names} from './names.js';
import {differences, type PathRow} from './paths.js';
import {assemble, fieldTitles, pathTitles} from './read-workbook.js';
import {everything} from './read-tables.js';
import {cellAt, pieceUnits, TableRemarks, type Sheet, type Value, type Workbook} from './sheets.js';
import {stepsSheet} from './steps-sheet.js';
import {type Table, tables, type Target} from './tables.js';

export type Finders = Readonly<Record<Target | 'opportunities', Finder>>;

/** The sheets of a map, `steps` first. */
export function workbookOf(map: JourneyMap): Workbook {
  const finders = findersOf(map);
  const {cells, held} = stepsCells(map);
  const steps: Sheet = {name: 'steps', rows: stepsSheet(map, finders, held)};
  const own = Object.fromEntries(Object.entries(map).filter(([key]) => !inSheets.has(key)));
  const about: Sheet = {name: 'map', rows: pathRows(fieldTitles, differences({}, own))};
  const others = tables.flatMap(table => {
    const items = table.list === 'cells' ? cells : (map[table.list] ?? []);
    return items.length ? [{name: table.sheet, rows: tableRows(table, items as readonly Item[], finders)}] : [];
  });
  const book = [steps, about, ...others].map(cleaned);
  // What reading these sheets does not bring back is told by its path.
  const rest = differences(readBack(book), map);
  return rest.length ? [...book, cleaned({name: 'more', rows: pathRows(pathTitles, rest)})] : book;
}

/** The map that the sheets tell. A cell that a reader would object to is emptied, so that it objects to none. */
function readBack(book: {rows: Value[][]; name: string}[]): JourneyMap | undefined {
  for (let round = 0; ; round++) {
    const remarks = new TableRemarks(Number.POSITIVE_INFINITY);
    const {map} = assemble(book, remarks);
    const places = remarks.all.flatMap(({place}) => {
      const [, name, address] = /^(.*)!([A-Z]+\d+)$/.exec(place) ?? [];
      const sheet = book.find(one => one.name === name);
      const cell = address && cellAt(address);
      return sheet && cell ? [{sheet, cell}] : [];
    });
    if (!places.length || round === 3) return map;
    for (const {sheet, cell} of places) sheet.rows[cell[0]]![cell[1]] = '';
  }
}

/** What has sheets of its own, and what no person fills in by hand. */
const inSheets = new Set<string>([...tables.map(({list}) => list), 'steps', 'ext', '$schema']);

/** A long list may be more than a cell holds: it is told by its path, in pieces. */
const cellText = (text: string): string => (text.length > pieceUnits ? '' : clean(text));

const cleaned = ({name, rows}: Sheet): {name: string; rows: Value[][]} => ({
  name,
  rows: rows.map(row => row.map(value => (typeof value === 'string' ? cellText(value) : value))),
});

const named = <T extends {id: string; name: string}>(list: T[] = []): Finder => new Names(list, ({name}) => name);
const titled = <T extends {id: string; title: string}>(list: T[] = []): Finder => new Names(list, ({title}) => title);

function findersOf(map: JourneyMap): Finders {
  const touchpoints = map.steps.flatMap(step => step.touchpoints ?? []);
  return {
    steps: named(map.steps),
    personas: named(map.personas),
    channels: named(map.channels),
    kpis: named(map.kpis),
    lanes: titled(map.lanes),
    painPoints: titled(map.painPoints),
    opportunities: titled(map.opportunities),
    any: everything([map.personas ?? [], touchpoints, map.painPoints ?? [], map.opportunities ?? [], map.kpis ?? []]),
  };
}

/** Actions and thoughts that are one text at one step stand in the columns of `steps`; all other cells on a sheet of theirs. */
function stepsCells({lanes = [], cells = []}: JourneyMap): {
  cells: readonly Cell[];
  held: ReadonlyMap<string, readonly Cell[]>;
} {
  const columns = new Set(['actions', 'thoughts'].map(kind => lanes.find(lane => lane.kind === kind)?.id));
  const fits = (cell: Cell): boolean =>
    columns.has(cell.laneId) &&
    !!cell.text &&
    Object.keys(cell).every(key => ['id', 'laneId', 'from', 'text', 'personaId'].includes(key));
  const held = new Map<string, Cell[]>();
  for (const cell of cells) if (fits(cell)) held.set(cell.from, [...(held.get(cell.from) ?? []), cell]);
  return {cells: cells.filter(cell => !fits(cell)), held};
}

type Item = Readonly<Record<string, unknown>>;

function tableRows({idTitle, columns}: Table, items: readonly Item[], finders: Finders): Value[][] {
  const used = columns.filter(({path}) => items.some(item => at(item, path) !== undefined));
  const row = (item: Item): Value[] => [
    String(item['id']),
    ...used.map(({path, refs, write}) => {
      const value = at(item, path);
      if (value === undefined) return '';
      if (refs)
        return [value]
          .flat()
          .map(id => finders[refs.to].labelOf(String(id)))
          .join('\n');
      return write ? write(value) : cellOf(value);
    }),
  ];
  return [[idTitle, ...used.map(({title}) => title)], ...items.map(row)];
}

function at(item: Item, path: string): unknown {
  const [first, rest] = path.split('.') as [string, string | undefined];
  const value = item[first];
  return rest === undefined || value === undefined ? value : at(value as Item, rest);
}

/** A value as people write it. */
export function cellOf(value: unknown): Value {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join('\n') : JSON.stringify(value);
}

/** Rows of path and value; a value that is too long for one cell goes on to its right. */
const pathRows = (titles: readonly string[], rows: readonly PathRow[]): Value[][] => [
  [...titles],
  ...rows.map(([path, value]) => [path, ...piecesOf(value)]),
];

function piecesOf(value: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < value.length;) {
    const end = from + pieceUnits;
    const splits = /[\uD800-\uDBFF]/.test(value[end - 1] ?? '');
    pieces.push(value.slice(from, splits ? end - 1 : end));
    from = splits ? end - 1 : end;
  }
  return pieces;
}
