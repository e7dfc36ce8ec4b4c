import {byId, figureCell, make} from './dom.js';

/** One answer as its prompt's events tell of it: never its words. */
interface Row {
  readonly id: string;
  rev: number;
  state: 'saved' | 'sent' | 'dead' | 'withdrawn';
  where: string;
  failed: number;
}

const places: Readonly<Record<string, string>> = {
  disk: 'On this device',
  session: 'In this browser, until it closes',
  memory: 'In this tab only',
};

const rows = new Map<string, Row>();

function draw(): void {
  const body = byId('device').querySelector('tbody')!;
  body.replaceChildren(
    ...[...rows.values()].map(({id, rev, state, where, failed}) => {
      const line = make('tr');
      const name = make('td');
      name.append(make('code', id.slice(0, 8)));
      const place = make('td', where, 'state');
      place.dataset.state = state;
      line.append(name, figureCell(String(rev)), place, figureCell(String(failed)));
      return line;
    }),
  );
}

/**
 * Shows what happens to the answers of a prompt. It is heard by the prompt itself, since one that has left the page still
 * follows its answer.
 */
export function follow(prompt: HTMLElement): void {
  let own: Row | undefined;
  const change = (patch: Partial<Row>): void => {
    if (own) Object.assign(own, patch);
    draw();
  };
  prompt.addEventListener('stagepost-saved', ({detail}) => {
    const {id, rev, persisted} = detail;
    own = {id, rev, state: 'saved', where: places[persisted]!, failed: rows.get(id)?.failed ?? 0};
    rows.set(id, own);
    draw();
  });
  prompt.addEventListener('stagepost-sent', ({detail}) =>
    change({rev: detail.rev, state: 'sent', where: 'At the collector'}),
  );
  prompt.addEventListener('stagepost-failed', () => change({failed: (own?.failed ?? 0) + 1}));
  prompt.addEventListener('stagepost-dead-letter', ({detail}) =>
    change({state: 'dead', where: `Refused: ${detail.code}. Kept on this device`}),
  );
  prompt.addEventListener('stagepost-withdrawn', () => change({state: 'withdrawn', where: 'Taken back'}));
}
