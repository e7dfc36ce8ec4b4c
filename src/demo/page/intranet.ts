/** The intranet page: shows the map that its address asks for. */
const name = new URLSearchParams(location.search).get('map') ?? 'shop';

for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a'))
  if (new URL(link.href).searchParams.get('map') === name) link.setAttribute('aria-current', 'page');

document.querySelector('stagepost-journey-map')!.setAttribute('src', `/maps/${encodeURIComponent(name)}.json`);
