import {Mismatch, Skip, type Probe} from './probe.js';

/** One thing the contract says, and how to see whether it holds. */
export interface Check {
  /** `area/what`; stable, so that a list of known failures can name it. */
  readonly id: string;
  /** What the contract says, one sentence. */
  readonly says: string;
  /** Resolves with what was seen; throws `Mismatch` with what was seen instead, or `Skip` with the reason. */
  readonly run: (probe: Probe) => Promise<string>;
}

export interface Result {
  readonly id: string;
  readonly says: string;
  readonly outcome: 'pass' | 'FAIL' | 'skipped';
  readonly seen: string;
}

export const check = (id: string, says: string, run: Check['run']): Check => ({id, says, run});

export async function runCheck({id, says, run}: Check, probe: Probe): Promise<Result> {
  try {
    return {id, says, outcome: 'pass', seen: await run(probe)};
  } catch (error) {
    if (error instanceof Skip) return {id, says, outcome: 'skipped', seen: error.message};
    return {id, says, outcome: 'FAIL', seen: error instanceof Mismatch ? error.message : failure(error)};
  }
}

/** Why a request got no answer, in words. */
export function failure(error: unknown): string {
  const {name, message, cause} = error as Error & {cause?: {code?: string; message?: string}};
  if (name === 'TimeoutError') return 'no answer in time';
  const codes: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the host name is not known',
    EAI_AGAIN: 'the host name could not be looked up',
    ECONNRESET: 'the connection was cut',
    UND_ERR_SOCKET: 'the connection was cut',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  };
  const code = cause?.code ?? '';
  return codes[code] ?? cause?.message ?? message;
}
