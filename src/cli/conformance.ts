/** `npx stagepost conformance URL`: contract §5 against any endpoint, as a black box. */
import {absoluteEndpoint} from '../schema/endpoint.js';
import {siteKeyPattern} from '../schema/patterns.js';
import {helpOption, readArgs, UsageError} from './args.js';
import type {Result} from './conformance/check.js';
import {checks, conform, Unreachable} from './conformance/run.js';
import {tableOf} from './conformance/table.js';
import {vectorChecks} from './conformance/vectors.js';

const help = `Checks an endpoint against the wire, version 1, by what it answers alone: ${checks.length} checks.
Everything it sends is marked as a test.

Usage: stagepost conformance URL [options]

  --site KEY        public key of the site to write to (default pk_demo)
  --other-site KEY  key of another site of the endpoint, to check that sites are told apart
  --origin ORIGIN   an origin that the site allows (default https://conformance.example)
  --only PREFIX     run only the checks whose name begins so, such as rev/
  --vectors FOLDER  also send the golden items (item*.json) of this folder
  --timeout SECONDS for one request (default 20)
  --json            print the results as JSON

Ends with 0 where every check passes, else with 1.`;

const options = {
  ...helpOption,
  'site': {type: 'string', default: 'pk_demo'},
  'other-site': {type: 'string'},
  'origin': {type: 'string', default: 'https://conformance.example'},
  'only': {type: 'string', default: ''},
  'vectors': {type: 'string'},
  'timeout': {type: 'string', default: '20'},
  'json': {type: 'boolean', default: false},
} as const;

/** Where the command writes; a test gives its own. */
export interface Output {
  readonly log: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Runs the command; the exit code. @throws {UsageError} */
export async function run(args: string[], output: Output = console): Promise<number> {
  const {values, positionals} = readArgs('conformance', {args, options, allowPositionals: true});
  if (values.help) {
    output.log(help);
    return 0;
  }
  const endpoint = absoluteEndpoint(positionals[0]);
  if (!endpoint || positionals.length > 1)
    throw new UsageError(`"${positionals.join(' ')}" is no endpoint; give one http or https URL without a fragment.`);
  if (!siteKeyPattern.test(values.site))
    throw new UsageError(`--site is "${values.site}", which is no public site key; it begins with pk_.`);
  const timeout = Number(values.timeout) * 1000;
  if (!(timeout > 0)) throw new UsageError(`--timeout is "${values.timeout}"; give a number of seconds.`);
  const all = [...checks, ...(values.vectors ? await vectorsOf(values.vectors) : [])];
  const list = all.filter(({id}) => id.startsWith(values.only));
  if (!list.length)
    throw new UsageError(`--only is "${values.only}", which names no check; leave it out to see all names.`);
  const target = {endpoint, site: values.site, otherSite: values['other-site'], origin: values.origin, timeout};
  try {
    const results = await conform(target, list);
    output.log(values.json ? JSON.stringify(reportOf(endpoint, results), null, 2) : textOf(endpoint, results));
    return results.some(({outcome}) => outcome === 'FAIL') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    output.error(`stagepost: ${error.message}`);
    return 1;
  }
}

async function vectorsOf(folder: string) {
  try {
    return await vectorChecks(folder);
  } catch (error) {
    throw new UsageError(`--vectors is "${folder}", which cannot be read: ${(error as Error).message}`);
  }
}

function reportOf(endpoint: string, results: readonly Result[]) {
  const count = (outcome: Result['outcome']) => results.filter(result => result.outcome === outcome).length;
  return {endpoint, passed: count('pass'), failed: count('FAIL'), skipped: count('skipped'), checks: results};
}

function textOf(endpoint: string, results: readonly Result[]): string {
  const {passed, failed, skipped} = reportOf(endpoint, results);
  const sum = `${passed} passed, ${failed} failed, ${skipped} skipped of ${results.length} checks.`;
  return `${tableOf(results)}\n\n${endpoint}: ${sum}`;
}
