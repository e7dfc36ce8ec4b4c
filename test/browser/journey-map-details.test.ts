/** What a map says of one item, beside itself. */
import {expect} from '@open-wc/testing';
import {smallMap} from '../support/journeys.js';
import {look, textOf} from './map-page.js';
import {settled} from './support.js';

describe('the details of <stagepost-journey-map>', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('names who feels what in the details of a step, and the day of a measure', async () => {
    const map = smallMap();
    map.lanes!.push({id: 'figures', kind: 'kpis', title: 'KPIs'});
    Object.assign(map.kpis![0]!, {value: 120, at: '2026-09-30'});
    const {press, find, words} = await look(map);
    await press('thead [data-key="step:search"]');
    const felt = [...find('.detail').querySelectorAll('p:has(.jump)')].map(textOf);
    expect(felt, 'each on a line of its own').to.deep.equal(['Ana: +1 Much to see', 'Ben: −1 Search']);
    await press('tbody [data-key="kpi:visits"]');
    expect(words('.detail')).to.contain('As of Sep 30, 2026');
  });

  it('says by which traits visitors belong to a persona', async () => {
    const map = smallMap();
    map.personas![0]!.match = {plan: ['pro', 'team'], country: ['at']};
    const {element, words} = await look(map);
    element.look({item: `persona:${map.personas![0]!.id}`});
    await settled(element);
    expect(words('.detail')).to.contain('Visitors with plan: pro, teamcountry: at');
  });

  it('marks on the map what is open beside it', async () => {
    const {press, find, element} = await look();
    const lineOf = (key: string) => getComputedStyle(find(`.grid [data-key="${key}"]`)).outlineStyle;
    expect(lineOf('entry:c1')).to.equal('none');
    await press('tbody [data-key="entry:c1"]');
    expect(lineOf('entry:c1')).to.equal('solid');
    element.look({item: 'emotion:pay/ana'});
    await settled(element);
    expect([lineOf('entry:c1'), lineOf('emotion:pay/ana')]).to.deep.equal(['none', 'solid']);
  });

  it('shows how long a step takes, in its details', async () => {
    const map = smallMap();
    map.steps[0]!.durationMs = 5_400_000;
    const {press, words} = await look(map);
    await press('thead [data-key="step:search"]');
    expect(words('.detail')).to.contain('Duration 1.5 hours');
  });
});
