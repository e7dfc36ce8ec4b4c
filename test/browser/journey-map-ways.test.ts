/** How a reader of a journey map comes to an item: by a search, or by a link. */
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {smallMap, wideMap} from '../support/journeys.js';
import {look, textOf} from './map-page.js';
import {settled, waitUntil} from './support.js';

describe('<stagepost-journey-map> and the way to an item', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('finds words, goes from hit to hit, and says how many there are', async () => {
    const {find, element, words, root} = await look();
    const field = find<HTMLInputElement>('input[type=search]');
    field.focus();
    await sendKeys({type: 'a'});
    await waitUntil(() => root().querySelector('.hits'));
    const [, all] = /^(\d+) hits$/.exec(words('.hits'))!;
    expect(Number(all)).to.be.greaterThan(2);
    const first = find('.hit')?.dataset['key'];
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(words('.hits')).to.equal(`1 / ${all}`);
    expect(find('.hit')?.dataset['key']).to.equal(first);
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(words('.hits')).to.equal(`2 / ${all}`);
    expect(find('.hit')?.dataset['key']).not.to.equal(first);
    await sendKeys({type: 'qqq'});
    await settled(element);
    expect(words('.hits')).to.equal('Nothing found.');
    await expect(element).to.be.accessible();
  });

  it('opens what hides a hit: its stage, its lane, another view; and details where no view has it', async () => {
    location.hash = '#map=shop&query=card&folded=buy&shut=doing&hidden=doing';
    const {element, seen, find, words} = await look();
    const hit = async () => {
      find('.next').click();
      await waitUntil(() => seen('.hit').length || seen('.detail').length);
      await settled(element);
    };
    expect(words('.hits')).to.equal('1 hit');
    await hit();
    expect(seen('.hit').map(textOf)).to.deep.equal(['partly backedTypes the card']);
    const {folded, hidden, shut} = element.view;
    expect({folded, hidden, shut}).to.deep.equal({folded: [], hidden: [], shut: []});
    element.look({view: 'personas', zoom: 'stages'});
    await waitUntil(() => seen('.personas').length);
    await settled(element);
    await hit();
    expect(element.view.view).to.equal('map');
    expect(seen('.hit').length).to.equal(1);
    element.look({view: 'storyboard'});
    await waitUntil(() => seen('.storyboard').length);
    await hit();
    expect(words('.storyboard .hit')).to.contain('Types the card');
    element.look({view: 'map', query: 'Returns', item: ''});
    await settled(element);
    await hit();
    expect(words('#detail')).to.equal('Returns');
  });

  it('comes to the last of several hits that are asked for at once', async () => {
    const map = smallMap();
    // Neither is in any picture: each opens its details.
    map.kpis!.push({...map.kpis![1]!, id: 'again', name: 'Returns again'});
    location.hash = '#map=shop&query=returns';
    const {find, words, element} = await look(map);
    expect(words('.hits')).to.equal('2 hits');
    find('.next').click();
    find('.next').click();
    await settled(element);
    expect(words('.hits')).to.equal('2 / 2');
    expect(words('#detail')).to.equal('Returns again');
  });

  it('finds only what fits the filter', async () => {
    location.hash = '#map=shop&query=sizes&severity=5';
    const {words, element, find} = await look();
    expect(words('.hits'), 'a step and an opportunity; the pain point is left out').to.equal('2 hits');
    // There, only what has a severity is left.
    element.look({view: 'items', filter: {severity: ['1']}});
    await waitUntil(() => find('.everything'));
    await settled(element);
    expect([words('.items [role=status]'), words('.hits')]).to.deep.equal(['1 item', '1 hit']);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`brings the item of a link into sight, and keeps one there that is pressed at the edge (${dir})`, async () => {
      const map = wideMap(30, 40);
      location.hash = `#map=${map.id}&item=entry:c1190`;
      const {element, find, root} = await look(map, {dir, width: '1000px'});
      await waitUntil(() => root().querySelector('.detail'));
      await settled(element);
      const isInSight = (one: Element) => {
        const [{left, right, top, bottom}, room] = [
          one.getBoundingClientRect(),
          find('.scroller').getBoundingClientRect(),
        ];
        return left >= room.left && right <= room.right && top >= room.top && bottom <= room.bottom;
      };
      expect(isInSight(find('.scroller [data-key="entry:c1190"]'))).to.equal(true);
      await element.updateComplete;
      find('[data-do=close]').click();
      await settled(element);
      const edge = [...root().querySelectorAll('.grid .item')].filter(isInSight);
      const last = edge.reduce((a, b) => (a.getBoundingClientRect().left < b.getBoundingClientRect().left === (dir === 'ltr') ? b : a)) as HTMLElement; // prettier-ignore
      last.click();
      await waitUntil(() => root().querySelector('.detail'));
      await settled(element);
      expect(isInSight(last)).to.equal(true);
    });

  it('brings the item of a link into sight in another view, too', async () => {
    const map = wideMap(20, 20);
    location.hash = `#map=${map.id}&view=items&item=entry:c390`;
    const {element, find} = await look(map, {ready: '.everything'});
    await settled(element);
    const {top, bottom} = find('.everything [data-key="entry:c390"]').getBoundingClientRect();
    const room = find('.scroller').getBoundingClientRect();
    expect(top).to.be.at.least(room.top);
    expect(bottom).to.be.at.most(room.bottom);
  });
});
