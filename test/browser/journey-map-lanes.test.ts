/** The lanes of a map: which are shown, in which order, and which stay in sight. */
import {expect} from '@open-wc/testing';
import {smallMap, wideMap} from '../support/journeys.js';
import {doing, look, textOf} from './map-page.js';
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

  it('folds a lane below a line of a service blueprint, and unfolds it where it was', async () => {
    const map = smallMap();
    map.cells!.push({id: 'c3', laneId: 'back', from: 'pay', text: 'Asks the bank'});
    const {seen, press} = await look(map);
    const shown = () => ['.line', '.kind-backstage .title', '.kind-backstage td .item'].map(one => seen(one).length);
    expect(shown()).to.deep.equal([1, 1, 1]);
    await press(doing('shut', 'back'));
    expect(shown(), 'folded').to.deep.equal([1, 1, 0]);
    await press(doing('shut', 'back'));
    expect(shown(), 'unfolded').to.deep.equal([1, 1, 1]);
  });

  it('says the line of a service blueprint in a narrow page, too, where something stands below it', async () => {
    const map = smallMap();
    map.cells!.push({id: 'c3', laneId: 'back', from: 'pay', text: 'Asks the bank'});
    const {seen} = await look(map, {width: '360px'});
    expect(seen('.kind-backstage').map(textOf)).to.deep.equal(['Line of visibilityBackstageAsks the bank']);
  });

  it('hides the channels of a cell with its entries, where the filter leaves none of them', async () => {
    const map = smallMap();
    map.cells![1]!.items = [
      {text: 'Looks', tags: ['calm']},
      {text: 'Pays', tags: ['quick']},
    ];
    const {element, seen} = await look(map);
    const shown = async (tag?: string) => {
      element.look({filter: tag ? {tag: [tag]} : {}});
      await settled(element);
      return seen('.kind-actions .sign').length;
    };
    expect([await shown(), await shown('calm'), await shown('loud')]).to.deep.equal([1, 1, 0]);
  });

  it('speaks of columns in its legend only where there are some', async () => {
    for (const [width, count] of [['1200px', 1], ['360px', 0]] as const) {
      const {seen, press} = await look(smallMap(), {width});
      await press('[data-do=panel][data-key=key]');
      expect([seen('.panel p').length, seen('.signs .key').length], width).to.deep.equal([count, 1]);
    }
  }); // prettier-ignore

  it('unfolds a lane in a narrow page, too', async () => {
    const map = smallMap();
    map.lanes![0]!.collapsed = true;
    const {seen, press, find} = await look(map, {width: '360px'});
    expect(seen('.kind-actions').length).to.equal(0);
    await press('[data-do=panel][data-key=lanes]');
    const folded = `.panel ${doing('shut', 'doing')}`;
    expect(find(folded).getAttribute('aria-pressed')).to.equal('true');
    await press(folded);
    expect(find(folded).getAttribute('aria-pressed')).to.equal('false');
    expect(seen('.kind-actions').length).to.equal(2);
  });

  it('shows the measures of a stage across its steps, as a table and as a story', async () => {
    const map = smallMap();
    map.lanes!.push({id: 'figures', kind: 'kpis', title: 'KPIs'});
    map.kpis![0]!.value = 120;
    map.steps[2]!.kpiIds = ['returns'];
    map.stages[1]!.kpiIds = ['returns'];
    const cells = (seen: HTMLElement[]) => seen.filter(cell => cell.textContent).map(cell => [cell.textContent, (cell as HTMLTableCellElement).colSpan]); // prettier-ignore
    const {seen, press, find, element} = await look(map);
    expect(cells(seen('.kind-kpis td'))).to.deep.equal([['Returns Target 0.2\u2009%', 1], ['Visits: 120', 2]]); // prettier-ignore
    expect((find('.kind-kpis th') as HTMLTableCellElement).rowSpan).to.equal(2);
    await expect(element).to.be.accessible();
    await press(doing('fold', 'find'));
    expect(cells(seen('.kind-kpis td'))[0]).to.deep.equal(['1 item', 1]);
    const narrow = await look(map, {width: '360px'});
    expect(narrow.seen('.kind-kpis').map(({textContent}) => textContent)).to.deep.equal(['KPIsVisits: 120', 'KPIsReturns Target 0.2\u2009%']); // prettier-ignore
    await narrow.press('[data-do=panel][data-key=lanes]');
    await narrow.press('.panel [data-do=show][data-key=figures]');
    expect(narrow.seen('.kind-kpis').length).to.equal(0);
  });

  it('shows what else stands in a lane of emotions below its curve', async () => {
    const map = smallMap();
    map.cells!.push(
      {id: 'c3', laneId: 'feel', from: 'search', to: 'try', text: 'Hope, then doubt'},
      {id: 'c4', laneId: 'feel', from: 'pay', text: 'Relief'},
    );
    const {seen, press, find, element} = await look(map);
    const notes = () => seen('.kind-emotion .words');
    expect(notes().map(({textContent}) => textContent)).to.deep.equal(['Hope, then doubt', 'Relief']);
    expect(notes()[0]!.closest('td')!.colSpan).to.equal(2);
    const curve = find('.kind-emotion .feel').getBoundingClientRect();
    const middle = find('.scale span:nth-child(2)').getBoundingClientRect();
    expect((middle.top + middle.bottom) / 2, 'the scale beside the curve').to.be.closeTo((curve.top + curve.bottom) / 2, 2); // prettier-ignore
    for (const note of notes()) expect(note.getBoundingClientRect().top).to.be.above(curve.bottom);
    expect(seen('.kind-emotion .point').length).to.equal(3);
    await expect(element).to.be.accessible();
    await press(doing('shut', 'feel'));
    expect([seen('.kind-emotion .title').length, notes().length]).to.deep.equal([1, 0]);
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
