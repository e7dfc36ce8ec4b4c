import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {script, type Host} from '../host.js';
import {embedFolder} from '../site.js';

/** Serves the embed files under another folder, each changed in one way, for a test that must fail on them. Gives the folder. */
export function serveChanged(host: Host, folder: string, change: (code: string) => string): string {
  let changed = 0;
  for (const file of readdirSync(embedFolder, {recursive: true}).map(String).filter(name => name.endsWith('.js'))) {
    const code = readFileSync(join(embedFolder, file), 'utf8');
    if (change(code) !== code) changed++;
    host.site.pages.set(folder + file, script(change(code)));
  }
  if (!changed) throw new Error('no built file holds what should be changed');
  return folder;
} // prettier-ignore
