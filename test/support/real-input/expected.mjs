/**
 * What must come out when the real verbatims have gone through the prompt, computed from the files alone by the mapping of
 * README.md beside this file. Imports nothing of the project: another parser, other formulas.
 *
 *   node expected.mjs responses.csv messages.tsv [5]  // JSON on standard output; with a number: so many times fewer records
 */
import {readFileSync} from 'node:fs';

const [nhsFile, thaiFile, fewer = '1'] = process.argv.slice(2);
const thin = Number(fewer);
const z = 1.959963984540054;

/** CSV by RFC 4180, by one regular expression: a field is quoted or bare and ends with a comma or a line end. */
function csv(text) {
  const records = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/gy;
  for (let match; field.lastIndex < text.length && (match = field.exec(text));) {
    records.at(-1).push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] !== ',' && field.lastIndex < text.length) records.push([]);
  }
  const [head, ...rows] = records;
  return rows.map(row => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}

const causeOfTheme = new Map();
for (const [cause, themes] of Object.entries({
  support: [
    'Staff manner & personal attributes', 'Staff listening, understanding & involving patients', 'Staff responsiveness',
    'Staff continuity', 'Competence & training', 'Interaction with family/ carers',
  ],
  reliability_speed: [
    'Timeliness of care', 'Contacting services', 'Appointment arrangements', 'Appointment method', 'Organisation & efficiency',
  ],
  delivery_onboarding: ['Transport to/ from services', 'Referals & continuity of care', 'Discharge', 'Admission'],
  product_quality: [
    'Impact of treatment/ care', 'Diagnosis & triage', 'Pain management', 'Food & drink provision & facilities',
    'Cleanliness, tidiness & infection control', 'Environment & Facilities',
  ],
  ease_of_use: [
    'Information directly from staff during care', 'Being kept informed, clarity & consistency of information',
    'Information provision & guidance', 'Unspecified communication', 'Care plans',
  ],
  missing_feature: [
    'Activities & access to fresh air', 'Electronic entertainment', 'Provision of medical equipment',
    'Number & deployment of staff',
  ],
  trust_privacy: [
    'Feeling safe', 'Safeguarding concerns?', 'Patient records', 'Mental Health Act', 'Equality, Diversity & Inclusion',
  ],
  value_price: ['Funding & use of financial resources'],
})) for (const theme of themes) causeOfTheme.set(theme, cause); // prettier-ignore
const noCause = new Set(['', 'Labelling not possible', 'Not assigned']);

function causesOf(themes, number) {
  const chosen = new Map();
  for (const theme of themes.split(';').map(part => part.trim())) {
    if (noCause.has(theme)) continue;
    const cause = causeOfTheme.get(theme) ?? 'other';
    if (!chosen.has(cause) && chosen.size < 3) chosen.set(cause, theme);
  }
  const causes = [...chosen.keys()];
  const skips = causes.length > 1 && number % 4 === 0;
  return [causes, skips ? null : (causes[0] ?? null), chosen.get('other') ?? null];
}

const isOdd = text =>
  /[\p{Cf}\p{Co}\p{Cs}\u200b]/u.test(text) || [...text].some(sign => /\p{Cc}/u.test(sign) && sign !== '\n');

/** The union of the rules, in the order of the file. */
function choose(usable, {longest, first, second, odd, every}) {
  const keep = new Set(usable.filter((_, index) => index % (every * thin) === 0));
  const add = (rows, most) => rows.slice(0, most / thin).forEach(row => keep.add(row));
  add(
    usable.toSorted((a, b) => b.comment.length - a.comment.length || a.number - b.number),
    longest,
  );
  add(usable.filter(first.has), first.most);
  add(usable.filter(second.has), second.most);
  add(
    usable.filter(row => isOdd(row.comment)),
    odd,
  );
  return usable.filter(row => keep.has(row));
}

const nhsScore = {1: 10, 2: 8, 3: 6, 4: 3, 5: 0};
const nhs = choose(
  csv(readFileSync(nhsFile, 'utf8'))
    .map((record, number) => ({number, record, comment: record.comment}))
    .filter(({record}) => record.fft_score in nhsScore && record.comment !== ''),
  {
    longest: 15,
    first: {has: ({comment}) => /[\u0080-\u{10ffff}]/u.test(comment), most: 50},
    second: {has: ({comment}) => comment.includes('\n'), most: 40},
    odd: Infinity,
    every: 55,
  },
).map(({number, record, comment}) => {
  const [causes, primary, other] = causesOf(record.themes, number);
  return {key: `nhs:${number}`, score: nhsScore[record.fft_score], comment, causes, primary, other};
});

const thaiScore = {pos: n => 10 - (n % 2), neu: n => 8 - (n % 2), neg: n => n % 7};
const thai = choose(
  readFileSync(thaiFile, 'utf8')
    .replace(/\n$/, '')
    .split('\n')
    .slice(1)
    .map((line, number) => ({
      number,
      label: line.slice(0, line.indexOf('\t')),
      comment: line.slice(line.indexOf('\t') + 1),
    }))
    .filter(({label}) => label in thaiScore),
  {
    longest: 10,
    first: {has: ({comment}) => [...comment].length < comment.length, most: 30},
    second: {has: ({comment}) => comment.length <= 2, most: 20},
    odd: 25,
    every: 200,
  },
).map(({number, label, comment}) => ({
  key: `thai:${number}`,
  score: thaiScore[label](number),
  comment,
  causes: [],
  primary: null,
  other: null,
}));

/** What a browser's textarea makes of a text. */
const asTyped = text => text.replace(/\r\n?/g, '\n');
const answers = [...nhs, ...thai];
for (const answer of answers) answer.comment = asTyped(answer.comment);
const tooLong = answers.filter(({comment}) => comment.length > 4000).length;

const segmentOf = score => (score > 8 ? 'promoter' : score > 6 ? 'passive' : 'detractor');
const inSegment = name => answers.filter(({score}) => segmentOf(score) === name);
const segments = {detractor: inSegment('detractor'), passive: inSegment('passive'), promoter: inSegment('promoter')};
const n = answers.length;

/** Each answer is worth +1, 0 or -1; three more are added for the interval: 3/4, 3/2, 3/4. */
function netPromoterScore() {
  const [up, down] = [segments.promoter.length, segments.detractor.length];
  const more = n + 3;
  const centre = (up - down) / more;
  const variance = (up + down + 1.5) / more - centre * centre;
  const half = z * Math.sqrt(variance / more);
  return {
    n,
    promoters: up,
    passives: segments.passive.length,
    detractors: down,
    nps: ((up - down) / n) * 100,
    low: Math.max(-100, (centre - half) * 100),
    high: Math.min(100, (centre + half) * 100),
    mean: answers.reduce((sum, {score}) => sum + score, 0) / n,
  };
}

/** A share in per cent with Wilson's interval, found as the roots of (p - x)^2 = z^2 x (1 - x) / n. */
function share(count, of) {
  if (of === 0) return {count, n: of, percent: null, low: null, high: null};
  const p = count / of;
  const [a, b, c] = [1 + (z * z) / of, -(2 * p + (z * z) / of), p * p];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return {count, n: of, percent: 100 * p, low: (100 * (-b - root)) / (2 * a), high: (100 * (-b + root)) / (2 * a)};
}

/** By segment, the share of answers of which something holds. */
const shares = holds =>
  Object.fromEntries(
    Object.entries(segments).map(([name, list]) => [name, share(list.filter(holds).length, list.length)]),
  );

/** Rows of causes by id, `null` for the bucket of answers without a main one. */
function causeRows() {
  const ids = [...new Set(answers.flatMap(({causes}) => causes))].sort();
  return [...ids, null].map(id => {
    const cited = shares(({causes}) => (id === null ? causes.length === 0 : causes.includes(id)));
    const primary = shares(answer => answer.primary === id);
    return {cause: id, cited, primary, impact: (100 * (primary.promoter.count - primary.detractor.count)) / n};
  });
}

process.stdout.write(JSON.stringify({answers, tooLong, nps: netPromoterScore(), causes: causeRows()}));
