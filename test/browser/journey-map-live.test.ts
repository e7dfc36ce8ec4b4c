/** A map with what visitors said: beside the emotions that a team assumes, from now, or from when it could last be fetched. */
import {expect, html, fixture} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {forget} from '../../src/components/journey-map/kept.js';
import type {LiveValue} from '../../src/schema/overlay.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {heard, settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

const address = new URL('/live-test/v1/journeys/shop/overlay', location.href).href;
const found = {score: -20, low: -38.5, high: -2, n: 24, promoters: 4, passives: 8, detractors: 12};
const overlay = (values: LiveValue[]) => ({
  schema: 'stagepost/overlay/1',
  journey: 'shop',
  at: new Date().toISOString(),
  minN: 5,
  values,
});

describe('<stagepost-journey-map> with an endpoint', () => {
  const {fetch} = window;
  let asked: [string, string | null][] = [];
  /** What the endpoint answers; a number is a status, a word another page, `undefined` no answer at all. */
  let answer: object | number | string | undefined;
  let proof: (() => string | Promise<string>) | undefined;

  before(() => {
    window.fetch = async (url, init) => {
      if (!String(url).startsWith(address)) return fetch(url, init);
      asked.push([String(url), new Headers(init?.headers).get('authorization')]);
      if (answer === undefined) throw new TypeError('no network');
      if (typeof answer === 'string') return new Response(`<title>${answer}</title>`);
      return typeof answer === 'number' ? new Response('', {status: answer}) : Response.json(answer);
    };
  });
  after(() => void (window.fetch = fetch));
  beforeEach(async () => {
    asked = [];
    proof = () => 'et_proof';
    history.replaceState(null, '', location.pathname);
    await forget(address);
  });

  async function look(storage = 'persistent', width = '1200px') {
    const around = await fixture(
      html`<div lang="en" style=${`inline-size: ${width}`}>
        <stagepost-journey-map
          endpoint="/live-test"
          storage=${storage}
          .map=${smallMap()}
          .getToken=${proof}
        ></stagepost-journey-map>
      </div>`,
    );
    const element = around.querySelector('stagepost-journey-map')!;
    const root = () => element.shadowRoot!;
    const words = (selector: string) =>
      root().querySelector(selector)?.textContent!.replace(/\s+/g, ' ').trim() ?? `no ${selector}`;
    await waitUntil(
      () => /[Ll]ive|Offline/.test(words('.head [role=status]')) && !words('.head').includes('on their way'),
    );
    await settled(element);
    return {element, root, words};
  }

  it('shows a value with its interval, count and age, and where it contradicts the team', async () => {
    answer = overlay([{touchpoint: 'list', nps: found, reasons: [{tag: 'delivery', n: 9}], at: new Date(Date.now() - 3 * 86_400_000).toISOString()}]); // prettier-ignore
    const {element, root, words} = await look();
    expect(words('.live')).to.equal('List of shoes NPS −20, 95 % interval −39 – −2, n = 24, few answers, 3 days ago');
    expect(asked).to.deep.equal([[address, 'Bearer et_proof']]);
    expect(words('.head [role=status]')).to.contain('Live results as of');
    expect(root().querySelector('.against')).to.equal(null, 'Ana +1 and Ben −1 assume nothing together');
    await expect(element).to.be.accessible();
    root().querySelector<HTMLElement>('.live')!.click();
    await settled(element);
    expect(words('#detail')).to.equal('List of shoes');
    expect(words('.detail')).to.contain('NPS: −20 (95 % interval −39 – −2, n = 24, few answers, 3 days ago)');
    expect(words('.detail')).to.match(/4 promoters.*8 passives.*12 detractors/);
    expect(words('.detail')).to.contain('Reasons: delivery (9)');
  });

  it('says that a team assumes better than visitors say', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    const {element, words} = await look();
    const map = smallMap();
    map.steps[0]!.emotions = [{personaId: 'ana', score: 2}];
    element.map = map;
    await waitUntil(() => words('.against') === ', Worse than assumed', 'the contradiction');
    element.look({item: 'touchpoint:list'});
    await waitUntil(() => words('.detail .against') === 'Worse than assumed', 'also in the details');
  });

  it('hides what too few said, and says so', async () => {
    answer = overlay([{touchpoint: 'list', nps: {few: true}}]);
    const {words} = await look();
    expect(words('.live')).to.equal('List of shoes NPS: too few answers to show');
  });

  it('says how many answers are on another scale', async () => {
    answer = overlay([{touchpoint: 'list', csat: {mean: 3, top2: 40, low: 20, high: 60, n: 30, scale: 5, beyond: 12}}]);
    const {words} = await look('none');
    expect(words('.live')).to.equal(
      'List of shoes CSAT 40%, 95 % interval 20% – 60%, n = 30, without 12 on another scale',
    );
  });

  it('keeps the last values for when the endpoint is away, and says from when they are', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    await look();
    answer = undefined;
    await waitUntil(
      async () =>
        (await (await import('../../src/components/journey-map/kept.js')).kept(address, new Date())) !== undefined,
    );
    const {words, root} = await look();
    expect(words('.head .badge')).to.contain('Offline: live results kept from');
    expect(words('.live')).to.contain('−20');
    answer = overlay([{touchpoint: 'list', nps: {...found, score: -10}}]);
    dispatchEvent(new Event('online'));
    await waitUntil(() => words('.live').includes('−10'), 'the new value');
    expect(root().querySelector('.badge')).to.equal(null);
  });

  it('keeps them too where the page itself cannot be asked for its token, and where a portal answers in its place', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    await look();
    const {kept} = await import('../../src/components/journey-map/kept.js');
    await waitUntil(async () => (await kept(address, new Date())) !== undefined);
    proof = () => Promise.reject(new TypeError('no network'));
    const offline = await look();
    expect(offline.words('.head .badge')).to.contain('Offline: live results kept from');
    expect(offline.words('.live')).to.contain('−20');
    proof = () => 'et_proof';
    answer = 'portal';
    const behind = await look();
    expect(behind.words('.head .badge')).to.contain('Offline: live results kept from');
    expect(await kept(address, new Date()), 'the page of the portal is not kept').to.not.equal(undefined);
    expect(await kept(address, new Date(Date.now() + 91 * 86_400_000)), 'too old').to.equal(undefined);
    await behind.element.forget();
    expect(await kept(address, new Date())).to.equal(undefined);
  });

  it('asks again once the page knows how to prove who it is', async () => {
    answer = 401;
    proof = undefined;
    const {element, words} = await look('none');
    answer = overlay([{touchpoint: 'list', nps: found}]);
    element.token = 'et_late';
    await waitUntil(() => words('.live').includes('−20'));
    expect(asked.at(-1)![1]).to.equal('Bearer et_late');
  });

  it('leaves the focus where it is when values come anew', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    await look();
    const {kept} = await import('../../src/components/journey-map/kept.js');
    await waitUntil(async () => (await kept(address, new Date())) !== undefined);
    answer = undefined;
    const {root, words} = await look();
    root().querySelector<HTMLElement>('.live')!.focus();
    answer = overlay([{touchpoint: 'list', nps: {...found, score: -10}}]);
    dispatchEvent(new Event('online'));
    await waitUntil(() => words('.live').includes('−10'));
    expect(root().activeElement?.matches('.live')).to.equal(true);
    expect((root().activeElement as HTMLElement).tabIndex).to.equal(0);
  });

  it('drops what it kept where the endpoint refuses, and keeps nothing where the page says so', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    await look('none');
    const {kept} = await import('../../src/components/journey-map/kept.js');
    expect(await kept(address, new Date())).to.equal(undefined);
    await look();
    await waitUntil(async () => (await kept(address, new Date())) !== undefined);
    answer = 403;
    const told = heard<{code: string; details?: string}>('error');
    const {words, root} = await look();
    expect(words('.head [role=status]')).to.equal('Live results could not be fetched.');
    expect(root().querySelector('.live')).to.equal(null);
    expect(await kept(address, new Date())).to.equal(undefined);
    await waitUntil(() => told.length);
    expect(told.map(({code}) => code)).to.deep.equal(['live/unreachable']);
  });

  it('asks for visitors like the one persona that is looked at, and says so', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}]);
    const {element, words, root} = await look('none');
    root().querySelector<HTMLElement>('.legend button[data-key="persona:ana"]')!.click();
    await waitUntil(() => words('.head [role=status]').endsWith('(visitors like Ana)'));
    expect(asked.map(([url]) => url)).to.deep.equal([address, `${address}?traits.plan=family`]);
    element.look({filter: {persona: ['ben']}});
    await waitUntil(() => asked.length === 3);
    expect(asked[2]![0], 'nothing tells who is like Ben').to.equal(address);
  });

  it('says that the endpoint does not know the map, which is no error', async () => {
    answer = 404;
    const told = heard('error');
    const {words} = await look();
    expect(words('.head [role=status]')).to.equal('The endpoint has no live results for this map.');
    expect(told).to.deep.equal([]);
  });

  it('says what is wrong with an answer of another shape, and the map stays', async () => {
    answer = {schema: 'stagepost/overlay/1', values: 'many'};
    const told = heard<{code: string; details?: string}>('error');
    const {root, words} = await look();
    expect(words('.head [role=status]')).to.equal('Live results could not be fetched.');
    await waitUntil(() => told.length);
    expect(JSON.stringify(told[0])).to.contain('journey');
    expect(root().querySelectorAll('.grid').length).to.equal(1);
  });

  it('shows them in a narrow page too, and where stages are folded', async () => {
    answer = overlay([{touchpoint: 'list', nps: found}, {stage: 'find', nps: {...found, score: 12}}]); // prettier-ignore
    const narrow = await look('none', '320px');
    expect(narrow.words('.story .live')).to.contain('−20');
    const wide = await look('none');
    wide.element.look({zoom: 'stages'});
    await settled(wide.element);
    expect(wide.words('.kind-live .f0 .live')).to.contain('+12');
  });
});
