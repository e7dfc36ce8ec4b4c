import {readText} from '../collector/json-file.js';
import {CollectorError} from '../collector/problem.js';
import {several} from '../interchange/names.js';
import {type Finding, lint, type RuleName} from '../journey/lint.js';
import {fill} from '../locales/dictionary.js';
import {journeyLint} from '../locales/journey-lint/en.js';
import {isDay} from '../schema/dates.js';
import {pathText} from '../schema/issues.js';
import {lineOf} from '../schema/json-error.js';
import {helpOption, readArgs, UsageError} from './args.js';
import {calledTogether, formatOfAll, readMap} from './maps.js';

const help = `stagepost lint FILE...: checks a journey map against good practice. Only a map in CSV may have several files.

Nothing that it finds makes a map unsound. A warning should be mended, a hint thought about; each names its place, and at
the end stands what to do.

  --json        prints the findings as JSON
  --today DATE  the day that what is overdue is held against, such as 2026-11-22; today's by UTC where it is not given

Ends with 0 where there is no warning, with 1 where there is one, with 2 where the file cannot be read as a map.`;

/** The file cannot be read as a map; each line says where and why. */
class Unreadable extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** `stagepost lint`. */
export async function run(args: string[]): Promise<number> {
  const options = {...helpOption, json: {type: 'boolean'}, today: {type: 'string'}} as const;
  const {values, positionals} = readArgs('lint', {args, options, allowPositionals: true});
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!positionals.length) throw new UsageError('No file is given; name one, such as "stagepost lint map.json".');
  const file = calledTogether(positionals);
  const {today = new Date().toISOString().slice(0, 10)} = values;
  if (!isDay(today)) throw new UsageError(`--today is "${today}", which is no day; give one such as 2026-11-22.`);
  try {
    const {findings, line} = await check(positionals, today);
    console.log(values.json ? JSON.stringify({file, today, ...counted(findings), findings: findings.map(said)}, null, 2) : report(file, findings, line)); // prettier-ignore
    return findings.some(({level}) => level === 'warning') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof CollectorError)) throw error;
    for (const line of error instanceof Unreadable ? error.lines : [error.message]) console.error(line);
    return 2;
  }
}

interface Checked {
  readonly findings: readonly Finding[];
  /** The line of a path, in a format that has lines of it. */
  readonly line: (path: Finding['place']['path']) => number | undefined;
}

/**
 * @throws {Unreadable}
 * @throws {CollectorError} `file/unreadable`
 * @throws {UsageError} the files are not those of one map
 */
async function check(files: readonly string[], today: string): Promise<Checked> {
  const format = await formatOfAll(files);
  const {map, lines} = await readMap(files, format);
  if (!map) throw new Unreadable(lines);
  for (const text of lines) console.error(text);
  const text = format === 'json' ? readText(files[0]!, 'file') : undefined;
  return {findings: lint(map, today), line: path => (text === undefined ? undefined : lineOf(text, path))};
}

/** What a finding says, in English. */
function what({rule, values}: Finding): string {
  const {name, date, zone} = values;
  const text = journeyLint.rules[rule].what;
  if (zone) return fill(text, {}, 'zone', journeyLint.zones[zone]);
  return fill(fill(text, {}, 'name', name), {}, 'date', date?.slice(0, 10));
}

const said = (finding: Finding) => ({
  ...finding,
  place: {...finding.place, path: pathText(finding.place.path)},
  text: what(finding),
  remedy: journeyLint.rules[finding.rule].remedy,
});

const counted = (findings: readonly Finding[]) => ({
  warnings: findings.filter(({level}) => level === 'warning').length,
  hints: findings.filter(({level}) => level === 'hint').length,
});

/** `map.json:12: warning: stages[1] …` for each finding, then why each rule is one and what to do. */
function report(file: string, findings: readonly Finding[], line: Checked['line']): string {
  const {warnings, hints} = counted(findings);
  const places = findings.map(finding => {
    const {path} = finding.place;
    const at = [file, line(path)].filter(part => part !== undefined).join(':');
    return `${at}: ${finding.level}: ${pathText(path)} ${what(finding)} [${finding.rule}]`;
  });
  const rules = [...new Set(findings.map(({rule}) => rule))].map((rule: RuleName) => {
    const {why, remedy} = journeyLint.rules[rule];
    return `${rule}: ${why}\n  ${remedy}`;
  });
  const sum = `${file}: ${several(warnings, 'warning')}, ${several(hints, 'hint')}`;
  return [...places, ...(rules.length ? ['', ...rules, ''] : []), sum].join('\n');
}
