/** The maps that an endpoint lists, among those that a team compares and rolls up. */
import {expect, fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {forget} from '../../src/components/journey-map/kept.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {textOf} from './map-page.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

const address = new URL('/listed-test/v1/journeys', location.href).href;
/** The small map under other names, and without its way to a map that is not there. */
const other = (id: string, title: string) => {
  const map = {...smallMap(), id, title};
  for (const step of map.steps) delete step.childMapId;
  return map;
};

describe('<stagepost-journey-map> beside the other maps of its endpoint', () => {
  const {fetch} = window;
  let asked: [string, string | null][] = [];
  /** What the endpoint lists; a number is a status. */
  let list: object | number;
  const served = new Map([other('club', 'The club'), other('support', 'Asking for help')].map(map => [map.id, map]));

  before(() => {
    window.fetch = async (url, init) => {
      if (!String(url).startsWith(address)) return fetch(url, init);
      const place = String(url).slice(address.length + 1);
      if (place.endsWith('/overlay')) return new Response('', {status: 404});
      asked.push([place, new Headers(init?.headers).get('authorization')]);
      if (place) return served.has(place) ? Response.json(served.get(place)) : new Response('', {status: 404});
      return typeof list === 'number' ? new Response('', {status: list}) : Response.json(list);
    };
  });
  after(() => {
    window.fetch = fetch;
    history.replaceState(null, '', location.pathname);
  });
  beforeEach(async () => {
    asked = [];
    list = {journeys: [...served.values(), other('shop', 'Buying shoes')].map(({id, title}) => ({id, title}))};
    for (const place of ['', '/club', '/support']) await forget(address + place);
  });

  async function look(view: string, ready: string) {
    history.replaceState(null, '', `${location.pathname}#map=shop&view=${view}`);
    const element = await fixture<StagepostJourneyMap>(
      html`<stagepost-journey-map
        lang="en"
        endpoint="/listed-test"
        .map=${other('shop', 'Buying shoes')}
        .getToken=${() => 'et_proof'}
      ></stagepost-journey-map>`,
    );
    const all = (selector: string) => [...element.shadowRoot!.querySelectorAll(selector)].map(textOf);
    await waitUntil(() => all(ready).length, ready);
    await settled(element);
    return {element, all};
  }

  it('rolls up all that it lists, with the proof of the page', async () => {
    const {all, element} = await look('roll-up', '.rolled tfoot');
    await waitUntil(() => all('.rolled tbody tr').length === 3);
    expect(all('.rolled tbody th .name')).to.deep.equal(['Buying shoes', 'The club', 'Asking for help']);
    expect(asked).to.deep.equal([
      ['', 'Bearer et_proof'],
      ['club', 'Bearer et_proof'],
      ['support', 'Bearer et_proof'],
    ]);
    await expect(element).to.be.accessible();
  });

  it('offers them to be compared with, by their titles, and asks for the list once', async () => {
    const {all, element} = await look('compare', '.compare option:nth-child(3)');
    expect(all('.compare option')).to.deep.equal(['Choose a map', 'The club', 'Asking for help']);
    const select = element.shadowRoot!.querySelector('select')!;
    select.value = 'support';
    select.dispatchEvent(new Event('change', {bubbles: true}));
    await waitUntil(() => all('.two').join().includes('Asking for help'));
    element.look({view: 'roll-up'});
    await waitUntil(() => all('.rolled tbody tr').length === 3);
    expect(asked.filter(([place]) => !place).length).to.equal(1);
  });

  it('says nothing where an endpoint has no list: it may serve single maps alone', async () => {
    list = 404;
    const {all, element} = await look('roll-up', '.rolled');
    await waitUntil(() => asked.length === 1);
    await settled(element);
    expect(all('.rolled tbody tr').length).to.equal(1);
    expect(all('.roll-up > :not([hidden])[role=status]')).to.deep.equal([]);
  });

  for (const [what, answer, why] of [
    ['refuses', 403, /status 403\. Give the element a token/],
    ['sends something else', {journeys: [{id: 'club'}]}, /each entry with an "id" and a "title"/],
  ] as const)
    it(`says why where an endpoint ${what}, and shows what it has`, async () => {
      list = answer;
      const rolled = await look('roll-up', '.roll-up > :not([hidden])[role=status]');
      expect(rolled.all('.roll-up > [role=status]')[0]).to.contain('/listed-test/v1/journeys').and.to.match(why);
      expect(rolled.all('.rolled tbody tr').length).to.equal(1);
      const compared = await look('compare', '.trouble:not([hidden])');
      expect(compared.all('.trouble')[0]).to.match(why);
      expect(compared.all('.compare option')).to.deep.equal(['Choose a map']);
    });
});
