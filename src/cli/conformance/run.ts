import {runCheck, failure, type Check, type Result} from './check.js';
import {historyChecks, httpChecks} from './checks-http.js';
import {itemChecks} from './checks-items.js';
import {limitChecks} from './checks-limits.js';
import {revChecks} from './checks-revs.js';
import {withdrawalChecks} from './checks-withdrawal.js';
import {Probe, type ProbeOptions} from './probe.js';

/** Every check of contract §5, in the order in which they run; the last ones look back at all answers. */
export const checks: readonly Check[] = [
  ...httpChecks,
  ...revChecks,
  ...itemChecks,
  ...limitChecks,
  ...withdrawalChecks,
  ...historyChecks,
];

/** The endpoint cannot be checked at all: one sentence with the remedy. */
export class Unreachable extends Error {}

/** Why nothing behind this status can be checked. */
const closed: Readonly<Record<number, string>> = {
  401: 'does not accept the site key; give --site a key of this endpoint',
  403: 'does not accept the site key; give --site a key of this endpoint',
  404: 'has no /v1/batch; give the address that a page would give as its endpoint',
  405: 'takes no POST at /v1/batch; give the address that a page would give as its endpoint',
};

/**
 * Runs checks against an endpoint, one after the other.
 * @throws {Unreachable} nothing answers there, or it does not take the site key.
 */
export async function conform(options: ProbeOptions, list: readonly Check[] = checks): Promise<Result[]> {
  const probe = new Probe(options);
  const first = await probe.post(probe.batch([probe.item()])).catch((error: unknown) => {
    throw new Unreachable(`No answer from ${options.endpoint}: ${failure(error)}. Is the endpoint running?`);
  });
  const reason = closed[first.status];
  if (reason) throw new Unreachable(`${options.endpoint} answers HTTP ${first.status}: it ${reason}.`);
  const results: Result[] = [];
  for (const one of list) results.push(await runCheck(one, probe));
  return results;
}
