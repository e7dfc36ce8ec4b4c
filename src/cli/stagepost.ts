#!/usr/bin/env node
import {readFileSync} from 'node:fs';

type Command = {readonly run: (args: string[]) => Promise<number>};

/** Sub-commands are loaded when they are asked for: `--help` needs none of their packages. */
const commands: Readonly<Record<string, {readonly what: string; readonly load: () => Promise<Command>}>> = {
  serve: {what: 'run the collector', load: () => import('./serve.js')},
  token: {what: 'make a read token for a site', load: () => import('./token.js')},
  validate: {
    what: 'check survey definitions, configuration, sites files and journey maps',
    load: () => import('./validate.js'),
  },
  convert: {what: 'write a journey map in another format', load: () => import('./convert.js')},
  lint: {what: 'check a journey map against good practice', load: () => import('./lint.js')},
  conformance: {what: 'check any endpoint against the wire, as a black box', load: () => import('./conformance.js')},
};

const help = `stagepost: widgets, surveys and a collector for customer journeys.

Usage: stagepost <command> [options]

${Object.entries(commands)
  .map(([name, {what}]) => `  ${name.padEnd(12)} ${what}`)
  .join('\n')}

"stagepost <command> --help" lists the options of a command; --version prints the version.`;

const versionOf = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string}).version;

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    console.log(versionOf());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`stagepost: there is no command "${name}"; there are ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  return (await command.load()).run(args);
}

/** Errors that speak for themselves end with one sentence; any other is a fault of this program, and shows where. */
function report(error: unknown): number {
  const {name = '', message = String(error)} = error instanceof Error ? error : {};
  const isKnown = name === 'UsageError' || name === 'CollectorError' || name === 'StorageError' || name === 'KitError';
  console.error(isKnown ? `stagepost: ${message}` : error);
  return name === 'UsageError' ? 2 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(report);
