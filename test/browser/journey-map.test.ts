/** What a product team sees of a journey map, and what it does with it. */
import {expect, html, fixture} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {doing, look, textOf} from './map-page.js';
import {heard, settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

describe('<stagepost-journey-map>', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('is a table with a head for each stage, step and lane', async () => {
    const {seen, find, element} = await look();
    const heads = (scope: string) => seen(`th[scope=${scope}]`).map(one => one.textContent!.replace(/\s+/g, ' '));
    expect(heads('colgroup')).to.deep.equal(['Fold FindFindSee what fits', 'Fold BuyBuy']);
    expect(heads('col')).to.deep.equal(['Search', 'Look at sizes', 'Moment of truthPay']);
    expect(heads('row').map(text => text.replace(/^Fold (.+)\1/, '$1'))).to.deep.equal([
      'Actions', 'Emotionvery happyneutralvery unhappy', 'Line of visibility', 'Backstage',
    ]); // prettier-ignore
    expect(find('caption').textContent).to.contain('Buying shoes');
    await expect(element).to.be.accessible();
  });

  it('says at the steps of somebody who was watched how they kept to the plan', async () => {
    const map = smallMap();
    map.steps[1]!.tags = ['missing'];
    for (const [width, head] of [
      ['900px', 'th.step'],
      ['320px', '.scene'],
    ] as const) {
      const planned = await look(map, {width});
      expect(planned.words(head)).not.to.contain('missing');
      planned.element.remove();
      const {seen, element} = await look({...map, state: 'research'}, {width});
      const told = seen(head).map(one => one.querySelector(':scope > p')?.textContent);
      expect(told).to.deep.equal([undefined, 'missing', undefined]);
      await expect(element).to.be.accessible();
      element.remove();
    }
  });

  it('says every emotion in words: who, how, where to, and how well it is known', async () => {
    const {words} = await look();
    expect(words('[data-key="emotion:search/ana"]')).to.equal('Ana: +1, happy');
    expect(words('[data-key="emotion:search/ben"]')).to.equal('Ben: −1, unhappy');
    expect(words('[data-key="emotion:pay/ana"]')).to.equal('Ana: −2, very unhappy, Should become +1backed by evidence');
  });

  it('draws a gap where nothing is known, and no line over it', async () => {
    const {root} = await look();
    const drawn = [...root().querySelectorAll('.kind-emotion td')]
      .filter(cell => cell.querySelector('.feel'))
      .map(cell => cell.querySelectorAll('path.now').length);
    expect(drawn).to.deep.equal([0, 0, 0]);
    const map = smallMap();
    map.steps[1]!.emotions = [{personaId: 'ana', score: 0}];
    const {root: other} = await look(map);
    const lines = [...other().querySelectorAll('.kind-emotion td')]
      .filter(cell => cell.querySelector('.feel'))
      .map(cell => cell.querySelectorAll('path.now').length);
    expect(lines, 'Ana from step to step, Ben nowhere').to.deep.equal([1, 1, 1]);
  });

  it('says of a folded stage what all of its steps have: channels, owners, sources, how much attention, moments of truth', async () => {
    const map = smallMap();
    map.lanes = (['channels', 'owners', 'evidence', 'engagement', 'moments-of-truth', 'links'] as const).map(kind => ({id: kind, kind, title: kind})); // prettier-ignore
    map.cells = [];
    map.stages[0]!.owner = 'Sales';
    map.steps[0]!.engagement = 2;
    map.steps[0]!.momentOfTruth = 'zero';
    map.steps[0]!.emotions![0]!.refs = [{type: 'survey', label: 'NPS+', n: 9}];
    map.steps[1]!.touchpoints = [
      {id: 'guide-page', name: 'Guide', channelId: 'web', owner: 'Care'},
      {id: 'letter', name: 'Letter', channelId: 'mail'},
    ];
    map.painPoints![0]!.refs = [{type: 'survey', label: 'NPS+', n: 9}];
    const {press, root} = await look(map);
    await press(doing('fold', 'find'));
    const folded = (kind: string) => textOf(root().querySelector(`.kind-${kind} td.f0`)!);
    expect(folded('channels')).to.equal('Web shopE-mail');
    expect(folded('owners')).to.equal('SalesCare');
    expect(folded('evidence')).to.equal('Survey NPS+ n = 9');
    expect(folded('engagement')).to.equal('Engagement 3 of 5');
    expect(folded('moments-of-truth')).to.equal('1 item');
    expect(folded('links')).to.equal('1 item');
  });

  it('leads the line to come over a folded stage as high as its steps should get', async () => {
    const map = smallMap();
    map.steps[0]!.emotions = [{personaId: 'ana', score: 0}];
    map.steps[1]!.emotions = [{personaId: 'ana', score: -2, target: 2}];
    const {press, seen} = await look(map);
    const starts = (kind: string) =>
      seen(`.kind-emotion path.${kind}`).map(one => one.getAttribute('d')!.split('C')[0]);
    await press(doing('fold', 'find'));
    // Halfway between 0 and 2, and halfway between 0 and -2: ten percent of the height stand above and below the scale.
    expect(starts('later')[0]).to.equal('M50 30.00');
    expect(starts('now')[0]).to.equal('M50 70.00');
    await press('[data-do=zoom][data-key=stages]');
    expect(starts('later').length, 'all folded').to.equal(2);
  });

  it('lets a cell span its steps, and folds a stage into one column that says how much there is', async () => {
    const {seen, find, press, element} = await look();
    const actions = () =>
      seen('.kind-actions td').map(cell => [cell.textContent!.trim(), (cell as HTMLTableCellElement).colSpan]);
    expect(actions()[0]).to.deep.equal(['Compares', 2]);
    await press(doing('fold', 'find'));
    expect(seen('th[scope=col]').map(one => one.textContent)).to.deep.equal(['2 steps, folded', 'Moment of truthPay']);
    expect(find(doing('fold', 'find')).getAttribute('aria-expanded')).to.equal('false');
    expect(actions()[0]).to.deep.equal(['1 item', 1]);
    expect(location.hash).to.equal('#map=shop&folded=find');
    await expect(element).to.be.accessible();
    await press(doing('fold', 'find'));
    expect(seen('th[scope=col]').length).to.equal(3);
    expect(location.hash).to.equal('#map=shop');
  });

  it('shows what fits a filter, counts it, and touches nothing else', async () => {
    const map = smallMap();
    map.lanes!.push({id: 'pains', kind: 'pain-points', title: 'Pain points'});
    map.painPoints!.push({id: 'dull', title: 'Dull', stepIds: ['pay'], severity: 1});
    const {seen, press, root, words} = await look(map);
    expect(seen('tbody .pain').length).to.equal(3);
    await press('[data-do=panel][data-key=filter]');
    const changed = new Set<Node>();
    const watch = new MutationObserver(records => {
      for (const {target} of records) changed.add(target);
    });
    watch.observe(root().querySelector('.grid')!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    await press('[data-do=filter][data-key="severity:4"]');
    watch.takeRecords().forEach(({target}) => changed.add(target));
    watch.disconnect();
    expect(seen('tbody .pain').map(one => one.dataset['key'])).to.deep.equal(['pain-point:slow', 'pain-point:slow']);
    expect(changed.size, 'the one that went').to.equal(1);
    expect(words('.panel [role=status]')).to.match(/^\d+ items fit Show everything$/);
    await press('[data-do=clear]');
    expect(seen('tbody .pain').length).to.equal(3);
  });

  it('opens everything that is known of an item, and gives the focus back', async () => {
    const map = smallMap();
    map.lanes!.push({id: 'pains', kind: 'pain-points', title: 'Pain points'});
    const {press, words, root, element} = await look(map);
    await press('tbody [data-key="pain-point:slow"]');
    expect(root().activeElement?.textContent).to.equal('Sizes are unclear');
    for (const fact of ['Severity 4 of 5', 'Ana', 'A guide to sizes', 'Returns', 'Search', 'Look at sizes'])
      expect(words('.detail')).to.contain(fact);
    expect(location.hash).to.equal('#map=shop&item=pain-point%3Aslow');
    await expect(element).to.be.accessible();
    await press('.detail [data-key="opportunity:guide"]');
    expect(words('.detail')).to.contain('Planned').and.to.contain('Due Dec 24, 2026').and.to.contain('Before');
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(root().querySelector('.detail')).to.equal(null);
    expect((root().activeElement as HTMLElement).dataset['key']).to.equal('pain-point:slow');
  });

  it('is walked through by the arrow keys, with one stop of the Tab key', async () => {
    const {find, root, element} = await look();
    const stops = root().querySelectorAll('.grid tbody [tabindex="0"], .grid thead .item[tabindex="0"]');
    expect(stops.length).to.equal(1);
    find('tbody [data-key="entry:c1"]').focus();
    const at = () => (root().activeElement as HTMLElement).dataset['key'];
    const walk = async (key: string) => {
      await sendKeys({press: key});
      return at();
    };
    expect(await walk('ArrowRight')).to.equal('entry:c2/0');
    expect(await walk('ArrowDown')).to.equal('emotion:pay/ana');
    expect(await walk('ArrowUp')).to.equal('entry:c2/0');
    expect(await walk('ArrowUp')).to.equal('step:pay');
    expect(await walk('Home')).to.equal('step:search');
    expect(await walk('Enter')).to.equal(undefined);
    await settled(element);
    expect(root().activeElement?.id).to.equal('detail');
  });

  it('walks the other way on a page from right to left', async () => {
    const {find, root} = await look(smallMap(), {dir: 'rtl', lang: 'ar'});
    // The map is drawn anew once it knows how Arabic writes.
    await waitUntil(() => root().querySelector('.box[dir=rtl]'));
    await settled(root().host);
    find('tbody [data-key="entry:c1"]').focus();
    await sendKeys({press: 'ArrowLeft'});
    expect((root().activeElement as HTMLElement).dataset['key']).to.equal('entry:c2/0');
  });

  it('opens as a link has it', async () => {
    location.hash = '#map=shop&zoom=stages&item=step%3Apay&persona=ben';
    const {seen, words} = await look();
    expect(seen('th[scope=col]').map(one => one.textContent)).to.deep.equal(['2 steps, folded', '1 step, folded']);
    expect(words('.detail')).to.contain('Pay');
    expect(seen('.kind-emotion .point').map(one => one.textContent)).to.deep.equal(['Ben: −1, unhappy']);
  });

  it('leaves the address of the page alone where it is told to', async () => {
    location.hash = '#/route';
    const {element, press} = await look();
    element.setAttribute('without-hash', '');
    await press(doing('fold', 'find'));
    expect(location.hash).to.equal('#/route');
  });

  it('shows the map where a page asks for a view that there is none of, and rests', async () => {
    const {element, root, seen} = await look();
    const sheets = root().adoptedStyleSheets.length;
    element.look({view: 'rollup' as 'roll-up'});
    await waitUntil(() => root().adoptedStyleSheets.length > sheets);
    const whole = root().adoptedStyleSheets.length;
    await settled(element);
    await waitUntil(() => seen('.grid').length);
    await settled(element);
    expect(root().adoptedStyleSheets.length).to.equal(whole);
  });

  it('opens as its page has told it to before the map was there, and links to that', async () => {
    const around = await fixture<HTMLElement>(html`<div style="inline-size: 1200px"></div>`);
    const element = document.createElement('stagepost-journey-map');
    element.src = `data:application/json,${encodeURIComponent(JSON.stringify(smallMap()))}`;
    around.append(element);
    element.look({zoom: 'stages'});
    expect(location.hash).to.equal('');
    await waitUntil(() => element.shadowRoot!.querySelector('.grid'));
    await settled(element);
    expect(element.view).to.deep.include({zoom: 'stages', trail: ['shop']});
    expect(location.hash).to.equal('#map=shop&zoom=stages');
  });

  it('is read downwards where there is no room for columns', async () => {
    const {seen, words, root, press, element} = await look(smallMap(), {width: '320px'});
    expect(root().querySelector('.grid')).to.equal(null);
    expect(seen('h4').map(one => one.textContent)).to.deep.equal(['Search', 'Look at sizes', 'Moment of truthPay']);
    expect(words('.scene')).to.contain('Compares').and.to.contain('Until Look at sizes').and.to.contain('Ana: happy');
    expect(element.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
    await press(doing('fold', 'find'));
    expect(seen('h4').map(one => one.textContent)).to.deep.equal(['Moment of truthPay']);
  });

  for (const [view, selector] of [
    ['items', '.list'],
    ['matrix', '.matrix'],
    ['storyboard', '.storyboard'],
    ['personas', '.personas'],
  ] as const)
    it(`has a view of ${view}, which a link opens and axe accepts`, async () => {
      const {press, root, element} = await look();
      await press(doing('view', view));
      await waitUntil(() => root().querySelector(selector), selector);
      await settled(element);
      expect(location.hash).to.equal(`#map=shop&view=${view}`);
      await expect(element).to.be.accessible();
      await press(doing('view', 'map'));
      expect(root().querySelector('.grid')).not.to.equal(null);
    });

  it('sorts and groups all items', async () => {
    location.hash = '#map=shop&view=items';
    const {press, seen, find, element} = await look(smallMap(), {ready: '.list'});
    const titles = () => seen('.one > th').map(one => one.textContent);
    expect(titles()[0]).to.equal('Ana');
    await press(doing('sort', 'title'));
    const sorted = titles();
    expect(sorted).to.deep.equal([...sorted].sort(new Intl.Collator('en', {numeric: true}).compare));
    expect(find('[aria-sort=ascending]').textContent).to.equal('Item');
    await press(doing('sort', 'title'));
    expect(titles()).to.deep.equal(sorted.reverse());
    const group = find<HTMLSelectElement>('select');
    group.value = 'kind';
    group.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(element);
    expect(seen('th[scope=rowgroup]').map(one => one.textContent))
      .to.include('Pain point')
      .and.to.include('Step');
  });

  it('turns the slides of the storyboard by keys', async () => {
    location.hash = '#map=shop&view=storyboard';
    const {find, words, element} = await look(smallMap(), {ready: '.storyboard'});
    find('.forth').focus();
    await sendKeys({press: 'ArrowRight'});
    await sendKeys({press: 'ArrowRight'});
    await sendKeys({press: 'ArrowRight'});
    await settled(element);
    expect(words('.slide')).to.match(/^Buy ?Moment of truthPay/);
    expect(location.hash).to.contain('slide=2');
  });

  it('shows on a slide what fits the filter alone', async () => {
    location.hash = '#map=shop&view=storyboard';
    const {element, seen, words} = await look(smallMap(), {ready: '.storyboard'});
    expect(words('.slide')).to.contain('Ana').and.to.contain('Ben');
    element.look({filter: {persona: ['ben']}});
    await settled(element);
    expect(words('.slide')).to.contain('Ben').and.not.to.contain('Ana');
    element.look({slide: 2, filter: {evidence: ['evidence']}});
    await settled(element);
    expect(seen('.slide .item').map(textOf)).to.deep.equal([]);
    expect(seen('.slide .point').length).to.equal(1);
  });

  it('goes to the map of a step and back', async () => {
    const child: JourneyMap = {...smallMap(), id: 'payment', title: 'Paying', steps: [{id: 'card', stageId: 'buy', name: 'Card'}], cells: [], painPoints: [], opportunities: []}; // prettier-ignore
    const {element, press, words, root} = await look();
    element.maps = [child];
    await press('thead [data-key="step:pay"]');
    await press('[data-do=descend]');
    await waitUntil(() => words('.headline') === 'Paying');
    await settled(element);
    expect(location.hash).to.equal('#map=shop,payment');
    expect(root().activeElement?.id).to.equal('headline');
    await press('[data-do=ascend]');
    await waitUntil(() => words('.headline') === 'Buying shoes');
    await settled(element);
    expect(location.hash).to.equal('#map=shop');
  });

  it('says what is wrong with a map, and where', async () => {
    const error = heard('error');
    const {words, element} = await look(
      {...smallMap(), steps: [{id: 'a', stageId: 'nowhere', name: 'A'}]},
      {ready: '.notice li'},
    );
    expect(words('.notice'))
      .to.contain('This map cannot be shown.')
      .and.to.contain('steps[0].stageId names the stage "nowhere"');
    await waitUntil(() => error.length);
    expect(error[0]!['code']).to.equal('map/invalid');
    await expect(element).to.be.accessible();
  });

  it('says that a map cannot be fetched, and tries again when asked', async () => {
    const {element, words, press} = await look(null, {ready: '.notice'});
    expect(words('.notice')).to.equal('No map is shown here yet.');
    element.src = '/no/such/map.json';
    await waitUntil(() => words('.notice').includes('could not be fetched'));
    element.src = `data:application/json,${encodeURIComponent(JSON.stringify(smallMap()))}`;
    await waitUntil(() => element.shadowRoot!.querySelector('.grid'));
    await press(doing('fold', 'find'));
  });

  it('takes a map from the page itself, and texts as texts', async () => {
    const map = smallMap();
    map.title = '<img src=x onerror="globalThis.attacked = true">';
    map.steps[0]!.name = '</script><b>bold</b>';
    const around = await fixture<HTMLElement>(html`<div style="inline-size: 1200px"></div>`);
    const element = document.createElement('stagepost-journey-map');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify(map);
    element.append(script);
    around.append(element);
    await waitUntil(() => element.shadowRoot!.querySelector('.grid'));
    expect(element.shadowRoot!.querySelector('.headline')!.textContent).to.equal(map.title);
    expect(element.shadowRoot!.querySelector('thead b, img')).to.equal(null);
    expect((globalThis as {attacked?: boolean}).attacked).to.equal(undefined);
  });

  it('keeps its view when it is moved in the page', async () => {
    const {element, press, seen} = await look();
    await press(doing('fold', 'find'));
    const elsewhere = await fixture<HTMLElement>(html`<div style="inline-size: 1200px"></div>`);
    elsewhere.append(element);
    await settled(element);
    expect(seen('th[scope=col]').length).to.equal(2);
  });
});
