/**
 * The one script tag of a site: reads its own `data-…`, watches the page, imports what the page uses, and answers
 * `window.stagepost`. Built into one file that is valid as a module and as a classic script: no import, no export.
 */
import {name} from '../schema/names.js';
import {version} from '../schema/version.js';
import {setPageSettings} from '../ui/page.js';
import type {Kit, QueuedCall, StagepostApi} from './api.js';
import type * as KitFile from './kit.js';
import {modules} from './modules.js';
import {ownScript, readSettings} from './script.js';
import {elements} from './elements.js';
import {watch} from './watch.js';

const methods = [
  'identify', 'track', 'at', 'consent', 'flush', 'pending', 'deadLetters', 'retry', 'clear', 'explain',
] as const satisfies readonly (keyof Kit)[]; // prettier-ignore

const told = new Set<string>();
/** One message for the owner, once. */
const tell = (text: string): void => {
  if (!told.has(text)) console.warn(`${name}: ${text}`);
  told.add(text);
};

function start(): void {
  const script = ownScript();
  setPageSettings(readSettings(script?.dataset ?? {}));
  const need = modules(script?.src, tell);

  const kit = () => need('kit') as Promise<typeof KitFile>;
  const api = Object.fromEntries([
    ['version', version],
    ...methods.map(method => [
      method,
      (...args: unknown[]) => kit().then(loaded => (loaded.kit[method] as (...of: unknown[]) => unknown)(...args)),
    ]),
  ]) as unknown as StagepostApi;
  const push = (...calls: QueuedCall[]): void => void kit().then(loaded => loaded.carryOut(calls, api, tell));

  const queued = window.stagepostQueue as QueuedCall[] | undefined;
  window.stagepost = api;
  window.stagepostQueue = {push};
  if (queued?.[0]) push(...queued);
  watch(elements, need, tell);
}

const earlier = window.stagepost?.version;
if (typeof earlier === 'string') tell(`version ${version} leaves the page to ${earlier}.`);
else start();
