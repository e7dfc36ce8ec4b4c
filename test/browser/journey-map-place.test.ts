/** What stays where it is while a reader moves lanes, goes to another view or another map, and what is said where that fails. */
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {smallMap, wideMap} from '../support/journeys.js';
import {doing, look, textOf} from './map-page.js';
import {heard, settled, waitUntil} from './support.js';

describe('<stagepost-journey-map> and the place of things', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('moves a lane as often as its key is pressed, ends where it can go no further, and names it', async () => {
    const {element, root, find, seen, press} = await look(wideMap(5, 3));
    await press('[data-key=lanes]');
    await waitUntil(() => root().querySelector('.choices'));
    const order = () => seen('.choices label').map(label => textOf(label).replace('Lane ', '')).join(''); // prettier-ignore
    const focused = () => {
      const {dataset, ariaDisabled} = root().activeElement as HTMLElement;
      return `${dataset['do']} ${dataset['key']}${ariaDisabled === 'true' ? ', no further' : ''}`;
    };
    find(doing('down', 'l1')).focus();
    for (const [expected, state] of [
      ['13245', 'down l1'],
      ['13425', 'down l1'],
      ['13452', 'down l1, no further'],
      ['13452', 'down l1, no further'],
    ]) {
      await sendKeys({press: 'Enter'});
      await settled(element);
      expect([order(), focused()]).to.deep.equal([expected, state]);
    }
    const pin = find(doing('pin', 'l4'));
    expect(pin.getAttribute('aria-label')).to.equal('Keep in sight: Lane 5');
    pin.focus();
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect([order(), focused()]).to.deep.equal(['51342', 'pin l4']);
    const ends = seen('.choices [aria-disabled=true]').map(({dataset}) => `${dataset['do']} ${dataset['key']}`);
    expect(ends, 'those kept in sight stay before the others').to.deep.equal(['up l4', 'down l4', 'up l0', 'down l1']);
    await expect(element).to.be.accessible();
  });

  it('keeps pinned lanes in sight, and one that has no room does not cover them', async () => {
    const map = wideMap(12, 3);
    for (const lane of map.lanes!.slice(0, 2)) Object.assign(lane, {pinned: true});
    map.cells!.find(({laneId}) => laneId === 'l1')!.text = 'A long way down. '.repeat(60);
    const {element, find} = await look(map);
    element.style.setProperty('--stagepost-journey-map-block-size', '400px');
    const lane = (id: string) => find(`tbody[data-lane=${id}]`);
    await waitUntil(() => lane('l0').style.insetBlockStart);
    find('.scroller').scrollTop = 200;
    await settled(element);
    expect(lane('l1').style.insetBlockStart, 'too high to be held').to.equal('');
    const {left, top} = lane('l0').querySelector('td.s0')!.getBoundingClientRect();
    const over = element.shadowRoot!.elementFromPoint(left + 20, top + 20)!;
    expect(over.closest<HTMLElement>('tbody')?.dataset['lane']).to.equal('l0');
  });

  it('finds a view where it was left, and the beginning of another map', async () => {
    const child = {...wideMap(20, 20), id: 'payment'};
    const parent = {...wideMap(30, 30), id: 'shop'};
    Object.assign(parent.steps[0]!, {childMapId: 'payment'});
    const {element, find, root} = await look(parent, {maps: [child]});
    const place = () => [find('.scroller').scrollLeft, find('.scroller').scrollTop];
    find('.scroller').scrollTo(300, 200);
    const turn = async (view: 'map' | 'matrix', shown: string) => {
      element.look({view});
      await waitUntil(() => root().querySelector(shown));
      await settled(element);
    };
    await turn('matrix', '.matrix');
    await turn('map', '.grid');
    expect(place()).to.deep.equal([300, 200]);
    element.look({item: 'step:p0'});
    await waitUntil(() => root().querySelector('.detail [data-do=descend]'));
    find('.scroller').scrollTo(300, 200);
    find('.detail [data-do=descend]').click();
    await waitUntil(() => element.view.trail.length === 2);
    await settled(element);
    expect(place()).to.deep.equal([0, 0]);
  });

  it('says to eyes too where another map could not be had, and leaves the focus where it is', async () => {
    const {element, find, root, press} = await look();
    await press(doing('open', 'step:pay'));
    await waitUntil(() => root().querySelector('.detail'));
    const way = find('.detail [data-do=descend]');
    way.focus();
    way.click();
    const said = () => find('.box > [role=status]');
    await waitUntil(() => said().textContent);
    await settled(element);
    expect(textOf(said())).to.equal('The map could not be fetched.');
    expect(getComputedStyle(said()).clipPath).to.equal('none');
    const {bottom} = said().getBoundingClientRect();
    expect(bottom).to.be.at.most(innerHeight);
    expect(root().activeElement).to.equal(way);
    await expect(element).to.be.accessible();
    await press(doing('zoom', 'steps'));
    expect(said().textContent).to.equal('');
  });

  it('reports which map it is that has a fault, where it is not the first one', async () => {
    const errors = heard('error');
    const {find, press, root} = await look(smallMap(), {maps: [{...smallMap(), id: 'payment', title: ''}]});
    await press(doing('open', 'step:pay'));
    await waitUntil(() => root().querySelector('.detail'));
    find('.detail [data-do=descend]').click();
    await waitUntil(() => errors.length);
    expect(errors[0]!['code']).to.equal('map/invalid');
    expect(errors[0]!['details']).to.match(/^payment title /);
  });

  it('shows the details of the hit that is gone to, not those of another item', async () => {
    location.hash = '#map=shop&query=returns';
    const map = smallMap();
    map.steps[2]!.description = 'Returns begin here.';
    const {element, words, press} = await look(map);
    expect(words('.hits')).to.equal('2 hits');
    for (const name of ['Pay', 'Returns', 'Pay']) {
      await press('.next');
      await waitUntil(() => !element.view.item || words('#detail') === name, name);
    }
    expect(words('.grid .hit')).to.contain('Pay');
  });

  it('says once in its details what an emotion is called', async () => {
    location.hash = '#map=shop&item=emotion:search/ana';
    const map = smallMap();
    map.steps[0]!.emotions![0]!.label = 'Curious';
    const {words, root} = await look(map);
    await waitUntil(() => root().querySelector('.detail'));
    expect(words('.detail').match(/Curious/g)).to.deep.equal(['Curious']);
    expect(words('.detail')).to.contain('Much to see');
  });

  it('leaves a panel by Escape, to the button that opened it, and takes a severity back as it was asked for', async () => {
    const map = smallMap();
    map.painPoints!.push({id: 'dull', title: 'Dull', stepIds: ['pay'], severity: 2});
    const {element, root, find, press} = await look(map);
    await press('[data-key=filter]');
    await waitUntil(() => root().querySelector('.facet'));
    for (const [severity, asked] of [
      ['2', ['2']],
      ['3', ['3']],
      ['3', []],
    ] as const) {
      await press(doing('filter', `severity:${severity}`));
      expect(element.view.filter.severity).to.deep.equal(asked);
    }
    find(doing('filter', 'severity:3')).focus();
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(root().querySelector('.panel')).to.equal(null);
    expect(root().activeElement).to.equal(find('[data-key=filter]'));
  });

  it('says beside its button how much a filter asks for, also where a link brought it', async () => {
    const {element, words} = await look();
    expect(words('[data-key=filter]')).to.equal('Filter');
    element.look({filter: {persona: ['ana'], severity: ['4']}});
    await settled(element);
    expect(words('[data-key=filter]')).to.equal('Filter (2)');
    element.look({view: 'matrix'});
    await settled(element);
    expect(words('[data-key=filter]')).to.equal('Filter (2)');
  });

  it('closes details by Escape and keeps what is searched for', async () => {
    const {element, root, find} = await look();
    const field = find<HTMLInputElement>('[data-do=query]');
    field.focus();
    await sendKeys({type: 'card'});
    await settled(element);
    element.look({item: 'step:pay'});
    await waitUntil(() => root().querySelector('.detail'));
    field.focus();
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(root().querySelector('.detail')).to.equal(null);
    expect([field.value, element.view.query]).to.deep.equal(['card', 'card']);
  });

  it('has one line for each item where only steps are looked at, also beside the sign of its evidence', async () => {
    const map = smallMap();
    map.cells!.push({
      id: 'long',
      laneId: 'back',
      from: 'pay',
      text: 'Checks the card. '.repeat(9),
      confidence: 'evidence',
    });
    map.cells!.push({id: 'short', laneId: 'back', from: 'try', text: 'Nothing'});
    const {press, find} = await look(map);
    await press(doing('zoom', 'steps'));
    const heightOf = (key: string) => find(`td [data-key="entry:${key}"]`).getBoundingClientRect().height;
    expect(heightOf('long')).to.be.closeTo(heightOf('short'), 4);
  });

  it('draws no line where the filter leaves no emotion', async () => {
    const map = smallMap();
    for (const [at, step] of map.steps.entries())
      step.emotions = [{personaId: 'ana', score: 1, confidence: at === 1 ? 'assumption' : 'evidence'}];
    const {seen, element, press} = await look(map);
    await press('[data-key=filter]');
    const drawn = () => [seen('.curve .now').length, seen('.feel .point').length];
    expect(drawn()).to.deep.equal([3, 3]);
    element.look({filter: {evidence: ['evidence']}});
    await settled(element);
    expect(drawn(), 'two points with a gap between them').to.deep.equal([0, 2]);
    element.look({filter: {}});
    await settled(element);
    expect(drawn()).to.deep.equal([3, 3]);
  });

  it('leads through the list of items with the arrows, one stop of the Tab key', async () => {
    location.hash = '#map=shop&view=items&query=sizes';
    const {element, root, find, seen} = await look(smallMap(), {ready: '.everything'});
    await settled(element);
    await waitUntil(() => seen('.everything tbody [tabindex="0"]').length);
    const items = seen('.everything tbody [data-do=open]');
    expect(items.length).to.be.greaterThan(2);
    expect(items.filter(({tabIndex}) => tabIndex === 0).length).to.equal(1);
    items[0]!.focus();
    await sendKeys({press: 'ArrowDown'});
    expect(root().activeElement).to.equal(items[1]);
    await sendKeys({down: 'Control'});
    await sendKeys({press: 'End'});
    await sendKeys({up: 'Control'});
    expect(root().activeElement).to.equal(items.at(-1));
    const backed = find('.everything [data-backing]').closest('td')!;
    expect(textOf(backed)).to.equal('backed by evidence');
  });

  it('presents a slide over the whole screen with the details of what is opened, and comes back by the same button', async () => {
    location.hash = '#map=shop&view=storyboard';
    const {element, root, find, words} = await look(smallMap(), {ready: '.storyboard'});
    const present = find('.present');
    if (!document.fullscreenEnabled) {
      expect(present.hidden, 'nothing is offered that does nothing').to.equal(true);
      return;
    }
    expect(present.getAttribute('aria-pressed')).to.equal('false');
    present.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => present.getAttribute('aria-pressed') === 'true');
    await waitUntil(() => root().activeElement === find('.slide'));
    const first = words('.storyboard h3');
    await sendKeys({press: 'Space'});
    await waitUntil(() => words('.storyboard h3') !== first);
    expect(present.getAttribute('aria-pressed'), 'it turned the slide and did not lead back').to.equal('true');
    await sendKeys({down: 'Shift'});
    await sendKeys({press: 'Space'});
    await sendKeys({up: 'Shift'});
    await waitUntil(() => words('.storyboard h3') === first);
    find('.storyboard .point').click();
    await waitUntil(() => root().querySelector('.detail'));
    await settled(element);
    expect(words('.detail')).to.contain('Much to see');
    expect(root().fullscreenElement!.contains(find('.detail')), 'not behind it').to.equal(true);
    expect(root().activeElement!.id).to.equal('detail');
    present.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => present.getAttribute('aria-pressed') === 'false');
    expect(document.fullscreenElement).to.equal(null);
  });
});
