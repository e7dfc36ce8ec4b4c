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
  it('keeps its picture while it is not displayed, and is read downwards once there is less room', async () => {
    const {around, element, find} = await look();
    const table = find('.grid');
    // Two frames: sizes are told after the first.
    const told = async () => {
      for (let at = 0; at < 2; at++) await new Promise(requestAnimationFrame);
      await new Promise(done => setTimeout(done));
      await settled(element);
    };
    around.style.display = 'none';
    await told();
    around.style.display = '';
    await told();
    expect(find('.grid')).to.equal(table);
    const isOffered = (what: string) => find(`[data-do=${what}]`)!.getClientRects().length > 0;
    expect(isOffered('fit')).to.equal(true);
    around.style.inlineSize = '320px';
    await waitUntil(() => find('.story'));
    await waitUntil(() => !isOffered('fit') && !isOffered('compact'), 'nothing is offered that does nothing');
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
