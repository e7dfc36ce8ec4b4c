/** What an endpoint gave, from when it is, and what takes its place while the endpoint is away. */
import {expect, fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {forgetAll, keep, kept} from '../../src/components/journey-map/kept.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {heard, settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

const mapAddress = new URL('/kept-test/v1/journeys/shop', location.href).href;
const address = `${mapAddress}/overlay`;
const nps = {score: -20, low: -38.5, high: -2, n: 24, promoters: 4, passives: 8, detractors: 12};
/** Computed long before it is asked for. */
const values = (over: object = {}) => ({schema: 'stagepost/overlay/1', journey: 'shop', at: '2026-01-02T03:04:05Z', minN: 5, values: [{touchpoint: 'list', nps, ...over}]}); // prettier-ignore
const pageOfPortal = () => new Response('<!doctype html><title>Log in</title>', {headers: {'content-type': 'text/html; charset=utf-8'}}); // prettier-ignore

describe('<stagepost-journey-map> and what it keeps', () => {
  const {fetch} = window;
  let asked: {readonly url: string; readonly init: RequestInit | undefined}[] = [];
  let answers: Record<string, () => Response> = {};

  before(() => {
    window.fetch = async (url, init) => {
      if (!String(url).startsWith(mapAddress)) return fetch(url, init);
      asked.push({url: String(url), init});
      const answer = answers[String(url)];
      if (!answer) throw new TypeError('no network');
      return answer();
    };
  });
  after(() => void (window.fetch = fetch));
  beforeEach(async () => {
    asked = [];
    answers = {[mapAddress]: () => Response.json(smallMap()), [address]: () => Response.json(values())};
    history.replaceState(null, '', location.pathname);
    await forgetAll();
  });

  async function look() {
    const element = await fixture<StagepostJourneyMap>(
      html`<stagepost-journey-map
        lang="en"
        endpoint="/kept-test"
        journey="shop"
        .token=${'et_proof'}
      ></stagepost-journey-map>`,
    );
    const words = (selector: string) =>
      element.shadowRoot!.querySelector(selector)?.textContent!.replace(/\s+/g, ' ').trim() ?? '';
    await waitUntil(
      () => words('.notice').includes('could not') || /Live results (as|could)|live results kept/.test(words('.head')),
    );
    await settled(element);
    return {element, words};
  }
  const isKept = async (url: string) => (await kept(url, new Date())) !== undefined;

  it('says from when values are: from now where the endpoint has just confirmed them, whenever they were computed', async () => {
    // What a browser makes of a 304 is the answer that it has, with the time of then.
    const {words} = await look();
    expect(words('.head')).to.contain('Live results as of');
    expect(words('.head')).to.not.contain('Jan 2, 2026');
    await waitUntil(async () => (await isKept(address)) && (await isKept(mapAddress)));
    answers = {};
    const away = await look();
    expect(away.words('.head')).to.contain('Offline: live results kept from');
    expect(away.words('.head'), 'they were true when they were confirmed').to.not.contain('Jan 2, 2026');
  });

  it('shows the map that it kept where a portal answers in the place of the endpoint', async () => {
    await look();
    await waitUntil(async () => (await isKept(address)) && (await isKept(mapAddress)));
    answers = {[mapAddress]: pageOfPortal, [address]: pageOfPortal};
    const {words, element} = await look();
    expect(words('.headline')).to.equal('Buying shoes');
    expect(words('.head .badge')).to.contain('Offline: this map was kept from');
    await element.forget();
    const without = await look();
    expect(without.words('.notice .title'), 'not as a map that is broken').to.contain('could not be fetched');
  });

  it('shows the map as it is now, not the one that it kept, once the endpoint is there again', async () => {
    await look();
    await waitUntil(async () => (await isKept(address)) && (await isKept(mapAddress)));
    answers = {};
    const {words, element} = await look();
    const source = await fixture<StagepostJourneyMap>(
      html`<stagepost-journey-map without-hash lang="en" src=${mapAddress}></stagepost-journey-map>`,
    );
    const badges = () => [element, source].flatMap(one => [...one.shadowRoot!.querySelectorAll('.badge')]).length;
    await waitUntil(() => badges() === 3, 'two maps and the live values of one');
    element.look({zoom: 'steps'});
    answers = {
      [mapAddress]: () => Response.json({...smallMap(), title: 'Buying boots'}),
      [address]: () => Response.json(values()),
    };
    dispatchEvent(new Event('online'));
    await waitUntil(() => words('.headline') === 'Buying boots' && badges() === 0, 'the maps of now');
    expect(element.view.zoom, 'looked at as before').to.equal('steps');
  });

  it('names the token to the owner where the endpoint asks for one', async () => {
    answers = {
      [mapAddress]: () => Response.json(smallMap()),
      [address]: () => new Response(null, {status: 401}),
    };
    const errors = heard<Record<string, string>>('error');
    await look();
    expect(errors.map(({details}) => details)).to.deep.equal([
      `${address}: Error: status 401. Give the element a token of this endpoint that may read (\`token\` or \`getToken\`).`,
    ]);
  });

  it('takes its token nowhere else', async () => {
    await look();
    expect(asked.map(({init}) => [new Headers(init?.headers).get('authorization'), init?.redirect])).to.deep.equal([
      ['Bearer et_proof', 'error'],
      ['Bearer et_proof', 'error'],
    ]);
  });

  it('tells the page in time that its token ends, and takes the next one', async () => {
    const tokenOf = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.sign`;
    const {element} = await look();
    const told = heard<{readonly seconds: number}>('token-expiring');
    // Made by a clock that is years ahead. Those before it say nothing of an end, or one too far to wait for.
    const iat = Date.now() / 1000 + 1e8;
    for (const token of ['et_opaque', tokenOf({iat}), tokenOf({iat, exp: iat + 1e9}), tokenOf({iat, exp: iat + 1})]) {
      element.token = token;
      await element.updateComplete;
    }
    await waitUntil(() => told.length, 'the event');
    expect(told.map(({seconds}) => Math.round(seconds * 10))).to.deep.equal([2]);
    element.token = tokenOf({iat, exp: iat + 1, jti: 'next'});
    await element.updateComplete;
    element.getToken = () => 'et_own';
    await element.updateComplete;
    await new Promise(done => setTimeout(done, 1100));
    expect(told.length, 'a page that is asked for its token each time need not be told').to.equal(1);
  });

  it('tells that a token ends as soon as it would have, though the element was moved in the page meanwhile', async () => {
    const {element} = await look();
    const told = heard<{readonly seconds: number}>('token-expiring');
    const begun = performance.now();
    element.token = `e30.${btoa(JSON.stringify({iat: 1, exp: 3}))}.sign`;
    await element.updateComplete;
    await new Promise(done => setTimeout(done, 1000));
    element.parentElement!.append(element);
    await waitUntil(() => told.length, 'the event');
    expect(performance.now() - begun, 'four fifths of two seconds, not again from the move on').to.be.below(2400);
    expect(told[0]!.seconds).to.be.within(0, 0.45);
    await element.updateComplete;
    element.requestUpdate();
    await new Promise(done => setTimeout(done, 100));
    expect(told.length, 'it is said once').to.equal(1);
  });

  it('asks anew every five minutes, though the map came a while after it was looked for', async () => {
    const {setInterval} = window;
    const {now} = Date;
    let tick: (() => void) | undefined;
    let since = 0;
    window.setInterval = ((call: () => void, pause: number) => {
      if (pause !== 300_000) return setInterval(call, pause);
      tick = call;
      since = now();
      return 0;
    }) as typeof window.setInterval;
    try {
      const map = answers[mapAddress]!;
      let come = () => {};
      const coming = new Promise<void>(resolve => (come = resolve));
      answers[mapAddress] = () => new Response(new ReadableStream({async start(stream) {
        await coming;
        stream.enqueue(new Uint8Array(await map().arrayBuffer()));
        stream.close();
      }})); // prettier-ignore
      const looking = look();
      setTimeout(() => come(), 300);
      const {words} = await looking;
      answers[address] = () => Response.json(values({nps: {...nps, score: -10}}));
      Date.now = () => since + 300_000;
      tick!();
      Date.now = now;
      await waitUntil(() => words('.live').includes('−10'), 'the new value');
    } finally {
      window.setInterval = setInterval;
      Date.now = now;
    }
  });

  it('draws an interval no further than its scale', async () => {
    answers[address] = () => Response.json(values({ces: {mean: 5, low: -0.2, high: 8.4, n: 5}}));
    const {element, words} = await look();
    await waitUntil(() => words('.live').includes('−20'));
    const [track] = [...element.shadowRoot!.querySelectorAll('.track')].slice(-1);
    const [outer, inner] = [track!, track!.querySelector('.reach')!].map(one => one.getBoundingClientRect());
    expect(inner!.left).to.be.at.least(outer!.left - 1);
    expect(inner!.right).to.be.at.most(outer!.right + 1);
  });

  it('lets what is old go the first time that it keeps something, and then looks through it no more', async () => {
    const data = new Uint8Array([123, 125]);
    const then = new Date(Date.now() - 91 * 86_400_000);
    await keep('/old', data, then);
    const {getAll} = IDBObjectStore.prototype;
    let read = 0;
    IDBObjectStore.prototype.getAll = function (...args) {
      read++;
      return getAll.apply(this, args);
    };
    try {
      // As another page does.
      const path = '../../src/components/journey-map/kept.ts?another';
      const another = (await import(path)) as {readonly keep: typeof keep};
      for (const name of ['/one', '/two', '/three']) await another.keep(name, data, new Date());
    } finally {
      IDBObjectStore.prototype.getAll = getAll;
    }
    expect(await kept('/old', then)).to.equal(undefined);
    expect([await isKept('/one'), await isKept('/three')]).to.deep.equal([true, true]);
    expect(read).to.equal(1);
  });
});
