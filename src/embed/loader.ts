/**
 * The one script tag of a site: reads its own `data-…`, watches the page, imports what the page uses, and answers
 * `window.stagepost`. Built into one file that is valid as a module and as a classic script: no import, no export.
 */
import {name} from '../schema/names.js';
import {version} from '../schema/version.js';
import {setPageSettings} from '../ui/page.js';
import type {Kit, QueuedCall, StagepostApi} from './api.js';
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

  const call = (method: keyof Kit, args: unknown[]): Promise<unknown> =>
    need('kit').then(loaded =>
      (loaded as {kit: Record<string, (...args: unknown[]) => unknown>}).kit[method]!(...args),
    );
  const api = Object.fromEntries([
    ['version', version],
    ...methods.map(method => [method, (...args: unknown[]) => call(method, args)]),
  ]) as unknown as StagepostApi;

  const run = (entry: QueuedCall): void => {
    if (typeof entry === 'function') return entry(api);
    const [method, ...args] = entry;
    if (methods.includes(method)) call(method, args).catch((error: unknown) => tell(`${method}: ${error}`));
    else tell(`there is no call "${method}"; use ${methods.join(', ')}.`);
  };
  const push = (...calls: QueuedCall[]): void => {
    for (const entry of calls) {
      try {
        run(entry);
      } catch (error) {
        console.error(error);
      }
    }
  };

  const queued = window.stagepostQueue;
  window.stagepost = api;
  window.stagepostQueue = {push};
  if (Array.isArray(queued)) push(...(queued as QueuedCall[]));
  watch(elements, need, tell);
}

const earlier = window.stagepost?.version;
if (typeof earlier === 'string') tell(`version ${version} was loaded after version ${earlier}, which stays in charge.`);
else start();
