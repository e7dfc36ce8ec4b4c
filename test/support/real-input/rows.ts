/** The records that are typed into the prompt, chosen and mapped as README.md beside this file says. */
import {readFileSync} from 'node:fs';

/** One visitor: what they choose and write. */
export interface Visitor {
  /** `nhs:12`, `thai:3`: file and record number. */
  readonly key: string;
  /** 0 to 10. */
  readonly score: number;
  /** Ids in the order chosen. */
  readonly causes: readonly string[];
  /** The main cause they name; absent where the prompt does not ask or the visitor skips it. */
  readonly main?: string;
  /** Text beside "Something else". */
  readonly otherText?: string;
  readonly comment: string;
}

/** Reads CSV one character after the other. */
export function* records(text: string): Generator<string[]> {
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') field += text[++at]!;
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || sign === '\n') {
      record.push(field);
      field = '';
      if (sign === ',') continue;
      yield record;
      record = [];
    } else if (sign !== '\r') field += sign;
  }
  if (field || record.length) yield [...record, field];
}

const themes: Readonly<Record<string, string>> = {
  'Staff manner & personal attributes': 'support',
  'Staff listening, understanding & involving patients': 'support',
  'Staff responsiveness': 'support',
  'Staff continuity': 'support',
  'Competence & training': 'support',
  'Interaction with family/ carers': 'support',
  'Timeliness of care': 'reliability_speed',
  'Contacting services': 'reliability_speed',
  'Appointment arrangements': 'reliability_speed',
  'Appointment method': 'reliability_speed',
  'Organisation & efficiency': 'reliability_speed',
  'Transport to/ from services': 'delivery_onboarding',
  'Referals & continuity of care': 'delivery_onboarding',
  'Discharge': 'delivery_onboarding',
  'Admission': 'delivery_onboarding',
  'Impact of treatment/ care': 'product_quality',
  'Diagnosis & triage': 'product_quality',
  'Pain management': 'product_quality',
  'Food & drink provision & facilities': 'product_quality',
  'Cleanliness, tidiness & infection control': 'product_quality',
  'Environment & Facilities': 'product_quality',
  'Information directly from staff during care': 'ease_of_use',
  'Being kept informed, clarity & consistency of information': 'ease_of_use',
  'Information provision & guidance': 'ease_of_use',
  'Unspecified communication': 'ease_of_use',
  'Care plans': 'ease_of_use',
  'Activities & access to fresh air': 'missing_feature',
  'Electronic entertainment': 'missing_feature',
  'Provision of medical equipment': 'missing_feature',
  'Number & deployment of staff': 'missing_feature',
  'Feeling safe': 'trust_privacy',
  'Safeguarding concerns?': 'trust_privacy',
  'Patient records': 'trust_privacy',
  'Mental Health Act': 'trust_privacy',
  'Equality, Diversity & Inclusion': 'trust_privacy',
  'Funding & use of financial resources': 'value_price',
  'Labelling not possible': '',
  'Not assigned': '',
  '': '',
};

interface Row {
  readonly number: number;
  readonly visitor: Visitor;
}

function chosenBy(column: string, number: number): Pick<Visitor, 'causes' | 'main' | 'otherText'> {
  const causes: string[] = [];
  let otherText: string | undefined;
  for (const part of column.split(';')) {
    const theme = part.trim();
    const cause = themes[theme] ?? 'other';
    if (cause === '' || causes.includes(cause) || causes.length === 3) continue;
    causes.push(cause);
    if (cause === 'other') otherText = theme;
  }
  return {
    causes,
    ...(causes.length > 1 && number % 4 !== 0 && {main: causes[0]!}),
    ...(otherText !== undefined && {otherText}),
  };
}

/** The rows picked by each rule, and every nth one, in the order of the file. */
function pick(rows: readonly Row[], rules: readonly (readonly Row[])[], every: number): Visitor[] {
  const numbers = new Set<number>();
  for (const rule of rules) for (const {number} of rule) numbers.add(number);
  rows.forEach(({number}, index) => {
    if (index % every === 0) numbers.add(number);
  });
  return rows.filter(({number}) => numbers.has(number)).map(({visitor}) => visitor);
}

const first = (rows: readonly Row[], most: number, holds: (comment: string) => boolean): Row[] => {
  const found: Row[] = [];
  for (const row of rows) if (found.length < most && holds(row.visitor.comment)) found.push(row);
  return found;
};

const longest = (rows: readonly Row[], most: number): Row[] =>
  [...rows].sort((a, b) => b.visitor.comment.length - a.visitor.comment.length || a.number - b.number).slice(0, most);

const beyondAscii = (text: string): boolean => [...text].some(sign => sign.codePointAt(0)! > 127);

const isAstral = (text: string): boolean => [...text].some(sign => sign.length === 2);

/** A control character besides line feed, a zero-width or private-use character, or an unpaired surrogate. */
function isOdd(text: string): boolean {
  for (const sign of text) if (sign !== '\n' && /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}/u.test(sign)) return true;
  return false;
}

/** `thin` times fewer by each rule, but for the NHS comments with odd characters. */
export function nhsVisitors(file: string, thin = 1): Visitor[] {
  const [head = [], ...list] = records(readFileSync(file, 'utf8'));
  const [score, comment, theme] = ['fft_score', 'comment', 'themes'].map(name => head.indexOf(name));
  const scores: Readonly<Record<string, number>> = {'1': 10, '2': 8, '3': 6, '4': 3, '5': 0};
  const rows: Row[] = [];
  list.forEach((record, number) => {
    const [points, text] = [scores[record[score!]!], record[comment!]!];
    if (points === undefined || text.length === 0) return;
    const visitor = {key: `nhs:${number}`, score: points, comment: text, ...chosenBy(record[theme!]!, number)};
    rows.push({number, visitor});
  });
  return pick(
    rows,
    [
      longest(rows, 15 / thin),
      first(rows, 50 / thin, beyondAscii),
      first(rows, 40 / thin, text => text.includes('\n')),
      first(rows, rows.length, isOdd),
    ],
    55 * thin,
  );
}

export function thaiVisitors(file: string, thin = 1): Visitor[] {
  const rows: Row[] = [];
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let number = 0; number + 1 < lines.length; number++) {
    const [label, comment] = lines[number + 1]!.split('\t');
    if (label === undefined || comment === undefined || label === 'q') continue;
    const isEven = number % 2 === 0;
    const score = label === 'pos' ? (isEven ? 10 : 9) : label === 'neu' ? (isEven ? 8 : 7) : number % 7;
    rows.push({number, visitor: {key: `thai:${number}`, score, comment, causes: []}});
  }
  return pick(
    rows,
    [
      longest(rows, 10 / thin),
      first(rows, 30 / thin, isAstral),
      first(rows, 20 / thin, text => text.length <= 2),
      first(rows, 25 / thin, isOdd),
    ],
    200 * thin,
  );
}
