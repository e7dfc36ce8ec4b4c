import type {Nps} from '../../core/nps.js';
import {byId, counted, figure, figureCell, make, signed, whole} from './dom.js';
import {causesResult, type Line, newest, npsResult, rateResult} from './server.js';

const causeNames: Readonly<Record<string, string>> = {
  value_price: 'Price or value',
  product_quality: 'Quality',
  missing_feature: 'What is or is not there',
  ease_of_use: 'Ease of use',
  reliability_speed: 'Speed and reliability',
  support: 'Support',
  delivery_onboarding: 'Delivery or getting started',
  trust_privacy: 'Trust and privacy',
  other: 'Something else',
};

const none = 'No answers yet';

/** A place on the scale from -100 to 100, in per cent of its length. */
const placeOf = (points: number): string => `${(points + 100) / 2}%`;

function showWhisker(isShown: boolean, {nps, low, high}: Record<'nps' | 'low' | 'high', number>): void {
  const whisker = byId('whisker');
  whisker.hidden = !isShown;
  const [band, dot] = whisker.querySelectorAll('span');
  band!.style.insetInlineStart = placeOf(low);
  band!.style.inlineSize = `${(high - low) / 2}%`;
  dot!.style.insetInlineStart = placeOf(nps);
}

function showScore(row: Nps | undefined): void {
  const {n = 0, nps = null, low = null, high = null} = row ?? {};
  const isEmpty = !row || nps === null || low === null || high === null;
  byId('score-value').replaceChildren(isEmpty ? none : figure(signed(nps)));
  showWhisker(!isEmpty, {nps: nps ?? 0, low: low ?? 0, high: high ?? 0});
  byId('score-note').textContent = isEmpty
    ? ''
    : `Net Promoter Score. 95 % interval ${signed(low)} to ${signed(high)}. ${counted(n, 'answer', 'answers')}: ` +
      `${counted(row.promoters, 'promoter', 'promoters')}, ${counted(row.passives, 'passive', 'passives')}, ` +
      `${counted(row.detractors, 'detractor', 'detractors')}. ${trust(n)}`;
}

function trust(n: number): string {
  if (n < 5) return 'Far too few to judge by.';
  return n < 30 ? 'Indicative only, with fewer than 30.' : '';
}

async function showCauses(): Promise<void> {
  const {rows} = await causesResult();
  byId('causes').hidden = !rows[0]?.n;
  byId('causes-rows').replaceChildren(
    ...rows.map(({cause, cited, impact}) => {
      const name = cause === null ? 'No main cause' : (causeNames[cause] ?? cause);
      const count = cited.detractor.count + cited.passive.count + cited.promoter.count;
      const line = make('tr');
      const points = impact === null ? 'no data' : signed(impact);
      line.append(make('td', name), figureCell(whole(count)), figureCell(points));
      return line;
    }),
  );
}

function verbatim({data}: Line): HTMLElement {
  const {score, comment} = data.answers;
  const item = make('li');
  const text = typeof comment?.value === 'string' ? comment.value : '';
  const words = make('p', text || 'No comment', text ? 'text' : 'fine');
  // People write in any language, whatever the page's own direction is.
  words.dir = 'auto';
  item.append(make('p', `Score ${String(score?.value)}`, 'fine'), words);
  return item;
}

async function showVerbatims(): Promise<void> {
  const lines = await newest(8);
  byId('verbatims').hidden = lines.length === 0;
  byId('verbatims-list').replaceChildren(...lines.map(verbatim));
}

async function showRate(): Promise<void> {
  const [row] = (await rateResult()).rows;
  if (!row) return;
  const {shown, completed, rate, low, high} = row;
  byId('rate').textContent =
    rate === null || low === null || high === null
      ? ''
      : `Shown ${counted(shown, 'time', 'times')}, answered ${counted(completed, 'time', 'times')}: a response rate of ` +
        `${whole(rate)} %, 95 % interval ${whole(low)} to ${whole(high)} %.`;
}

let reading: Promise<void> | undefined;
let isStale = false;

/** Reads everything from the collector and shows it; asked again meanwhile, it reads once more afterwards. */
export function refresh(): Promise<void> {
  if (reading) {
    isStale = true;
    return reading;
  }
  reading = readAll().finally(() => {
    reading = undefined;
    if (!isStale) return;
    isStale = false;
    void refresh();
  });
  return reading;
}

async function readAll(): Promise<void> {
  const said = byId('said');
  try {
    const {rows, asOf} = await npsResult();
    await Promise.all([showCauses(), showVerbatims(), showRate()]);
    showScore(rows[0]);
    byId('score').dataset.asOf = asOf;
    said.textContent = `Read at ${new Date(asOf).toLocaleTimeString('en')}.`;
  } catch (error) {
    said.textContent = `The collector could not be read: ${error instanceof Error ? error.message : String(error)}. Is the demo still running?`;
  }
}
