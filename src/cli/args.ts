import {parseArgs, type ParseArgsConfig} from 'node:util';

/** A wrong command line: one sentence with the remedy; the process ends with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `--help`, for every sub-command. */
export const helpOption = {help: {type: 'boolean', short: 'h'}} as const;

/**
 * Reads the arguments of a sub-command.
 * @throws {UsageError} an option is not known or lacks its value; the remedy names the help.
 */
export function readArgs<const T extends ParseArgsConfig>(command: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('. ')[0]!.replace(/\.$/, '');
    throw new UsageError(`${reason}; "stagepost ${command} --help" lists the options.`);
  }
}

/** @throws {UsageError} */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port is "${text}", which is no port; give a number from 0 to 65535.`);
  return port;
}
