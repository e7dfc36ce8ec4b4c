/** The lanes of a map: which are shown, in which order, and which stay in sight. */
import {expect} from '@open-wc/testing';
import {smallMap, wideMap} from '../support/journeys.js';
import {doing, look} from './map-page.js';
import {settled} from './support.js';

describe('the lanes of <stagepost-journey-map>', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('folds, hides, pins and moves lanes, as the map says at first', async () => {
    const map = smallMap();
    map.lanes![2]!.collapsed = true;
    const {seen, press, find} = await look(map);
    const lanes = () => seen('tbody.lane').map(body => /kind-(\S+)/.exec(body.className)![1]);
    expect(find(doing('shut', 'back')).getAttribute('aria-expanded')).to.equal('false');
    await press('[data-do=panel][data-key=lanes]');
    await press(doing('pin', 'back'));
    expect(lanes()).to.deep.equal(['backstage', 'actions', 'emotion']);
    await press(doing('show', 'doing'));
    expect(lanes()).to.deep.equal(['backstage', 'emotion']);
    await press('[data-do=reset]');
    await press(doing('down', 'doing'));
    expect(lanes()).to.deep.equal(['emotion', 'actions', 'backstage']);
    expect(location.hash).to.equal('#map=shop&order=feel,doing,back');
  });

  it('keeps pinned lanes in sight below the heads, and below each other', async () => {
    const map = wideMap(30, 4);
    map.lanes![3]!.pinned = true;
    map.lanes![7]!.pinned = true;
    const {find, root, element} = await look(map);
    element.style.setProperty('--stagepost-journey-map-block-size', '400px');
    await settled(element);
    find('.scroller').scrollTop = 900;
    await settled(element);
    const place = find('.scroller').getBoundingClientRect().top;
    const [head, first, second] = ['thead', '.pinned', '.pinned ~ .pinned'].map(one => root().querySelector(one)!.getBoundingClientRect()); // prettier-ignore
    expect(Math.round(head!.top - place)).to.equal(0);
    expect(Math.abs(first!.top - head!.bottom)).to.be.below(2);
    expect(Math.abs(second!.top - first!.bottom)).to.be.below(2);
  });

  it('lets pinned lanes go that would take the whole place', async () => {
    const map = wideMap(30, 4);
    for (const lane of map.lanes!) lane.pinned = true;
    const {find, element, root} = await look(map);
    element.style.setProperty('--stagepost-journey-map-block-size', '400px');
    await settled(element);
    find('.scroller').scrollTop = 900;
    await settled(element);
    const place = find('.scroller').getBoundingClientRect();
    const stuck = [...root().querySelectorAll<HTMLElement>('.pinned')].filter(({style}) => style.insetBlockStart);
    expect(stuck.length).to.be.within(1, 20);
    expect(stuck.at(-1)!.getBoundingClientRect().bottom - place.top).to.be.at.most(place.height * 0.6 + 1);
  });
});
