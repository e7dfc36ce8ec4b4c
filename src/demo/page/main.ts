/** The demo page: follows the prompt, turns the endpoint's switch, and reads results back. */
import {follow} from './device.js';
import {byId} from './dom.js';
import {refresh} from './results.js';
import {endpointMode, startOver, turnEndpoint} from './server.js';

/** What this page uses of `window.stagepost`. */
interface Kit {
  flush(): Promise<void>;
  clear(): Promise<number>;
  pending(): Promise<{answers: number; events: number; lastSentAt?: string}>;
}

const kit = (): Kit | undefined => Reflect.get(window, 'stagepost') as Kit | undefined;
const said = (text: string): void => {
  byId('said').textContent = text;
};
const failed = (error: unknown): void =>
  said(`That did not work: ${error instanceof Error ? error.message : String(error)}.`);

const endpoint = byId<HTMLFieldSetElement>('endpoint');
const again = byId<HTMLButtonElement>('again');
const reset = byId<HTMLButtonElement>('reset');
const reread = byId<HTMLButtonElement>('refresh');

const notes: Readonly<Record<string, string>> = {
  on: 'Only the way in for answers is taken away. Reading results goes on.',
  busy: 'Give an answer: it stays on this device until the endpoint is back.',
  gone: 'Give an answer: it stays on this device until the endpoint is back.',
  silent: 'Give an answer: it stays on this device until the endpoint is back.',
};

const inputs = [...endpoint.querySelectorAll<HTMLInputElement>('input')];

function showMode(mode: string): void {
  for (const input of inputs) input.checked = input.value === mode;
  byId('endpoint-note').textContent = notes[mode] ?? '';
}

async function turn(): Promise<void> {
  const mode = inputs.find(input => input.checked)?.value ?? 'on';
  await turnEndpoint(mode);
  showMode(mode);
  if (mode === 'on') await kit()?.flush();
}

endpoint.addEventListener('change', () => void turn().catch(failed));

/** What this page uses of a prompt. */
interface Prompt extends HTMLElement {
  reset(): Promise<void>;
}

let prompt = document.querySelector<Prompt>('stagepost-nps')!;
follow(prompt);

/** A prompt of its own for each customer: the one before goes on following its answer. */
async function askAnother(): Promise<void> {
  const next = prompt.cloneNode(false) as Prompt;
  next.hidden = false;
  follow(next);
  prompt.replaceWith(next);
  prompt = next;
  // It begins where the one before ended; only then it can be asked to begin anew.
  while (!next.shadowRoot?.querySelector('.box')) await new Promise(requestAnimationFrame);
  await next.reset();
  next.scrollIntoView({block: 'center'});
}

again.addEventListener('click', () => void askAnother().catch(failed));

reread.addEventListener('click', () => void refresh());

/** Deletes what the demo left on this device and in its collector. */
async function empty(): Promise<void> {
  reset.disabled = true;
  await kit()?.clear();
  await startOver();
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (key.startsWith('stagepost')) store.removeItem(key);
  location.reload();
}

reset.addEventListener('click', () => void empty().catch(failed));

/** Answers of earlier visits to this page have no prompt here any more: their leaving is seen by the time of the last one sent. */
async function watch(): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const lastSentAt = await kit()
      ?.pending()
      .then(
        pending => pending.lastSentAt,
        () => undefined,
      );
    if (lastSentAt !== last) await refresh();
    last = lastSentAt;
    await new Promise(resolve => {
      setTimeout(resolve, 1500);
    });
  }
}

document.addEventListener('stagepost-sent', () => void refresh());

async function start(): Promise<void> {
  showMode(await endpointMode());
  for (const control of [endpoint, again, reset, reread]) control.disabled = false;
  await refresh();
  await watch();
}

start().catch(failed);
