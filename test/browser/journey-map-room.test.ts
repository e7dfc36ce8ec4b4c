/** What a map does with the room that it has, and where it has nothing to show. */
import {expect, fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

async function look() {
  const around = await fixture<HTMLElement>(
    html`<div style="inline-size: 1200px">
      <stagepost-journey-map without-hash .map=${smallMap()}></stagepost-journey-map>
    </div>`,
  );
  const element = around.querySelector('stagepost-journey-map')!;
  const find = (selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
  await waitUntil(() => find('.grid'));
  await settled(element);
  return {around, element, find};
}

describe('the room of <stagepost-journey-map>', () => {
  it('keeps its picture while it is not displayed or a picture of its page is taken, and is read downwards once there is less room', async () => {
    const {around, element, find} = await look();
    const table = find('.grid');
    // Two frames: sizes are told after the first.
    const told = async () => {
      for (let at = 0; at < 2; at++) await new Promise(requestAnimationFrame);
      await new Promise(done => setTimeout(done));
      await settled(element);
    };
    const whole = around.getAttribute('style')!;
    // Chromium makes a page a pixel wide when its picture is taken.
    for (const style of ['display: none', 'inline-size: 1px', 'inline-size: 0.97px']) {
      around.setAttribute('style', style);
      await told();
      around.setAttribute('style', whole);
      await told();
      expect(find('.grid'), style).to.equal(table);
    }
    const isOffered = (what: string) => find(`[data-do=${what}]`)!.getClientRects().length > 0;
    expect(isOffered('fit')).to.equal(true);
    around.style.inlineSize = '320px';
    await waitUntil(() => find('.story'));
    await waitUntil(() => !isOffered('fit') && !isOffered('compact'), 'nothing is offered that does nothing');
  });

  it('loads its map though it is moved in the page meanwhile, and says why where the kit itself does not come', async () => {
    const from = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('stagepost-journey-map');
    element.setAttribute('without-hash', '');
    element.map = smallMap();
    from.append(element);
    await element.updateComplete;
    const to = await fixture<HTMLElement>(html`<div style="inline-size: 1200px"></div>`);
    to.append(element);
    await waitUntil(() => element.shadowRoot!.querySelector('.grid'));
    element.map = {...smallMap(), get stages(): never { throw new RangeError('a fault'); }}; // prettier-ignore
    await waitUntil(() => element.shadowRoot!.querySelector('.notice button'), 'a way to try again');
  });

  it('writes the address of this page, whatever its base is', async () => {
    const base = document.head.appendChild(document.createElement('base'));
    base.href = '/elsewhere/';
    const before = location.pathname;
    try {
      const element = await fixture<StagepostJourneyMap>(html`<stagepost-journey-map .map=${smallMap()}></stagepost-journey-map>`); // prettier-ignore
      await waitUntil(() => element.shadowRoot!.querySelector('.grid, .story'));
      element.look({zoom: 'stages'});
      expect(location.pathname).to.equal(before);
      expect(location.hash).to.contain('zoom=stages');
    } finally {
      base.remove();
      history.replaceState(null, '', location.pathname);
    }
  });

  it('can be reached by the Tab key after its stop was filtered away, and gives the focus back to an item that a link opened', async () => {
    const {element, find} = await look();
    const item = find('td [data-key="pain-point:slow"], td [data-key="entry:c2/0"]')!;
    for (const stop of element.shadowRoot!.querySelectorAll('.grid tbody [tabindex="0"]'))
      stop.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
    element.look({filter: {persona: ['ben'], evidence: ['evidence']}});
    await settled(element);
    await waitUntil(() => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.grid tbody [tabindex="0"]')].some(one => one.getClientRects().length)); // prettier-ignore
    element.look({filter: {}, item: 'step:pay'});
    await settled(element);
    find('.detail .close')!.click();
    await settled(element);
    expect((element.shadowRoot!.activeElement as HTMLElement).dataset['key']).to.equal('step:pay');
  });

  it('says that there is no map where none is named', async () => {
    const element = await fixture<HTMLElement>(html`<stagepost-journey-map></stagepost-journey-map>`);
    await waitUntil(() => element.shadowRoot!.querySelector('.notice')?.textContent!.includes('No map'));
  });

  it('counts in the table of items what is in it', async () => {
    const {element, find} = await look();
    element.look({view: 'items', filter: {severity: ['4']}});
    await waitUntil(() => find('.list'));
    find('[data-do=panel][data-key=filter]')!.click();
    await settled(element);
    const rows = [...element.shadowRoot!.querySelectorAll('.list .one')];
    expect(rows.filter(row => row.getClientRects().length > 0).length).to.equal(1);
    expect(find('.panel [role=status]')!.textContent).to.contain('1 item fits');
  });
});
