/** The intranet page: shows the map that its address asks for, with what visitors answered. */
import {byId, whole} from './dom.js';
import {addSamples, collector, pageToken, samples} from './server.js';

const name = new URLSearchParams(location.search).get('map') ?? 'shop';

for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a'))
  if (new URL(link.href).searchParams.get('map') === name) link.setAttribute('aria-current', 'page');

// Maps it leads to and live values come from the collector, for which the page's own server gives tokens.
const map = document.querySelector('stagepost-journey-map')!;
Object.assign(map, {getToken: pageToken});
map.setAttribute('endpoint', collector);
map.setAttribute('src', `/maps/${encodeURIComponent(name)}.json`);

const add = byId<HTMLButtonElement>('samples');
const said = byId('said');

function tell(count: number): void {
  add.hidden = count > 0;
  said.textContent =
    count > 0
      ? `The live values come from ${whole(count)} sample answers, which are made up, and from what is answered in the shop.`
      : 'The live values come from what is answered in the shop. Figures of fewer than five answers stay hidden.';
}

const failed = (error: unknown): void => {
  said.textContent = `That did not work: ${error instanceof Error ? error.message : String(error)}. Is the demo still running?`;
};

add.addEventListener('click', () => {
  add.disabled = true;
  addSamples().then(
    () => location.reload(),
    (error: unknown) => {
      add.disabled = false;
      failed(error);
    },
  );
});
samples().then(tell, failed);
