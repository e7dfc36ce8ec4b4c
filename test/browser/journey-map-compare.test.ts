/** Two maps held against each other, and several in one table, as a product team sees and works them. */
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../support/journeys.js';
import {look as open, textOf} from './map-page.js';
import {settled, waitUntil} from './support.js';

async function look(map: unknown, place: Parameters<typeof open>[1] = {}) {
  const page = await open(map, {ready: '.compare', ...place});
  const all = (selector: string) => [...page.root().querySelectorAll<HTMLElement>(selector)];
  return {...page, all};
}

/** The small map as it should become. */
function toBe(): JourneyMap {
  const map = smallMap();
  Object.assign(map, {id: 'shop-to-be', title: 'Buying shoes, better', state: 'future', compareTo: 'shop'});
  map.steps[0]!.emotions![0]!.score = 2;
  map.steps[2]!.emotions![0]!.score = 1;
  map.steps.push({id: 'wear', stageId: 'buy', name: 'Wear them', emotions: [{personaId: 'ana', score: 2}]});
  map.painPoints![0]!.severity = 2;
  map.cells!.pop();
  map.opportunities![0]!.stepIds = ['pay'];
  return map;
}

/** Gives the field for files this one. */
function choose(field: HTMLInputElement, name: string, text: string): void {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  field.files = data.files;
  field.dispatchEvent(new Event('change', {bubbles: true}));
}

describe('a comparison in <stagepost-journey-map>', () => {
  beforeEach(() => history.replaceState(null, '', `${location.pathname}#map=shop-to-be&view=compare`));
  after(() => history.replaceState(null, '', location.pathname));

  it('is with the map that the map itself names, and says what changed by sign, word and number', async () => {
    const {all, words, element} = await look(toBe(), {maps: [smallMap()], ready: '.differences'});
    expect(words('.two')).to.equal('BeforeBuying shoesAfterBuying shoes, betterFuture state');
    expect(all('.counts button').map(textOf)).to.deep.equal(['+2 added', '−1 removed', '~4 changed', '↕1 moved']);
    // Ana: 1 to 2 and -2 to 1; Ben as before.
    expect(words('.whole')).to.equal('Emotions on the whole +1.33 better −0.67 becomes +0.67, over 3 emotions: 2 better, 0 worse'); // prettier-ignore
    expect(all('.differences th[scope=rowgroup]').map(textOf)).to.deep.equal(['The whole map 1', 'Find 2', 'Buy 5']);
    const rows = all('.differences .one').map(textOf);
    expect(rows).to.deep.equal([
      '~ChangedMapBuying shoes, betterTitleBuying shoes becomes Buying shoes, betterState+Added: Future state',
      '~ChangedEmotionAnaSearchEmotion+1, happy becomes +2, very happy+1 better',
      '~ChangedPain pointSizes are unclearSearch, Look at sizesSeverity4 becomes 2−2 better',
      '~ChangedEmotionAnaPayEmotion−2, very unhappy becomes +1, happy+3 better',
      '−RemovedNoteTypes the cardPay',
      '↕MovedOpportunityA guide to sizesPayWhere−Removed: Look at sizes+Added: Pay',
      '+AddedStepWear themWear them',
      '+AddedEmotionAnaWear them+2, very happy',
    ]);
    await expect(element).to.be.accessible();
  });

  it('draws the curves of both over each other, told apart by dash and by mark', async () => {
    const {all, find, root} = await look(toBe(), {maps: [smallMap()], ready: '.curves'});
    const rows = [...root().querySelectorAll('.curves tbody tr')];
    expect(rows.map(row => textOf(row.querySelector('th')!))).to.deep.equal([
      'Ana+2 better −0.5 becomes +1.5, over 2 emotions', 'Benas before −1 becomes −1, over 1 emotion',
    ]); // prettier-ignore
    expect([...rows[0]!.querySelectorAll('td')].map(textOf)).to.deep.equal([
      'Before, Ana: +1, happyAfter, Ana: +2, very happy+1 better', '',
      'Before, Ana: −2, very unhappyAfter, Ana: +1, happy+3 better', 'After, Ana: +2, very happy',
    ]); // prettier-ignore
    // Nothing is known of "Look at sizes", so that no line leads over it; what was ends before the new step.
    expect(rows.map(row => ['then', 'now'].map(kind => row.querySelectorAll(`path.${kind}`).length))).to.deep.equal([[0, 2], [0, 0]]); // prettier-ignore
    const dash = (selector: string) => getComputedStyle(find(selector).querySelector('path')!).strokeDasharray;
    expect([dash('.sample.before'), dash('.sample.after')]).to.deep.equal(['5px, 4px', 'none']);
    const fills = ['.point.before .shape path', '.point.after .shape path'].map(one => getComputedStyle(all(one)[0]!).fill); // prettier-ignore
    expect(fills[0]).not.to.equal(fills[1]);
    expect(all('.curves .stage').map(textOf)).to.deep.equal(['Find', 'Buy']);
    // A break would read as a gap, where nothing is known.
    const places = [...rows[0]!.querySelectorAll('.curve')].map(picture => picture.getBoundingClientRect());
    const breaks = places.slice(1).map(({left}, at) => left - places[at]!.right);
    expect(Math.max(...breaks), 'the lines run on from column to column').to.be.at.most(0.5);
  });

  it('lists the kinds of change that are asked for, as a link to it does', async () => {
    const {all, press, words, find, root} = await look(toBe(), {maps: [smallMap()], ready: '.differences'});
    await press('[data-do=changes][data-key=removed]');
    expect(all('.differences .one').length).to.equal(1);
    expect(location.hash).to.equal('#map=shop-to-be&view=compare&changes=removed');
    expect(find('[data-key=removed]').getAttribute('aria-pressed')).to.equal('true');
    await press('[data-do=changes][data-key=added]');
    expect(all('.differences .one').length).to.equal(3);
    location.hash = '#map=shop-to-be&view=compare&against=shop&changes=moved';
    await waitUntil(() => all('.differences .one').length === 1);
    expect(words('.differences .one')).to.contain('Moved');
    expect(root().querySelector('select')!.value).to.equal('shop');
  });

  it('holds no map against itself, whatever a link says, and calls one that was fetched by its title', async () => {
    history.replaceState(null, '', '#map=shop&view=compare&against=shop');
    const {element, words, root, all} = await look(smallMap());
    expect(words('.state')).to.contain('Choose the map that this one is held against');
    const {fetch} = window;
    window.fetch = (url, init) => {
      if (!String(url).includes('/compare-test/')) return fetch(url, init);
      const isMap = String(url).endsWith('/payment');
      return Promise.resolve(isMap ? Response.json({...toBe(), id: 'payment'}) : new Response('', {status: 404}));
    };
    try {
      element.setAttribute('endpoint', '/compare-test');
      await settled(element);
      element.look({against: 'payment'});
      await waitUntil(() => root().querySelector('.differences'));
      await settled(element);
      expect(all('[data-do=against] option').map(textOf)).to.deep.equal(['Choose a map', 'Buying shoes, better']);
      expect(root().querySelector<HTMLSelectElement>('[data-do=against]')!.value).to.equal('payment');
    } finally {
      window.fetch = fetch;
    }
  });

  it('lets a reader choose, and holds a version against an earlier one', async () => {
    const now = {...smallMap(), version: '2', updatedAt: '2026-11-02'};
    const old = {...smallMap(), version: '1', updatedAt: '2026-05-01', objectives: ['More sales']};
    history.replaceState(null, '', '#map=shop&view=compare');
    const {all, find, words, element} = await look(now, {maps: [old, toBe()]});
    expect(words('.state')).to.contain('Choose the map that this one is held against');
    await expect(element).to.be.accessible();
    expect(all('option').map(textOf)).to.deep.equal(['Choose a map', 'Buying shoes (Version 1)', 'Buying shoes, better', 'payment']); // prettier-ignore
    const select = find<HTMLSelectElement>('select[data-do=against]');
    select.value = 'shop@1';
    select.dispatchEvent(new Event('change', {bubbles: true}));
    await waitUntil(() => find('.differences'));
    expect(location.hash).to.equal('#map=shop&view=compare&against=shop%401');
    expect(words('.two')).to.match(/^BeforeBuying shoesVersion 1.*AfterBuying shoesVersion 2/);
    expect(words('.differences .one')).to.contain('Objectives−Removed: More sales+Added: Fewer returns');
  });

  it('offers every version, also those that say no version', async () => {
    history.replaceState(null, '', '#map=shop&view=compare');
    const versions = ['May', 'July'].map(title => ({...smallMap(), title}));
    const {all, find} = await look(smallMap(), {maps: [...versions, toBe(), {...toBe(), title: 'Bolder'}]});
    expect(all('option').map(textOf).slice(1, 5)).to.deep.equal(['May', 'July (2)', 'Buying shoes, better', 'Bolder (2)']); // prettier-ignore
    const select = find<HTMLSelectElement>('select[data-do=against]');
    for (const [at, title] of [
      [2, 'July'],
      [4, 'Bolder'],
    ] as const) {
      select.selectedIndex = at;
      select.dispatchEvent(new Event('change', {bubbles: true}));
      await waitUntil(() => find('.two')?.textContent?.includes(title), title);
    }
  });

  it('calls the traits of a persona as people do', async () => {
    history.replaceState(null, '', '#map=shop&view=compare&against=was');
    const withTraits = (value: string) => {
      const map = smallMap();
      map.personas![0]!.attributes = {'constructor': value, 'owner': value, 'e.g. job': value};
      return map;
    };
    const {all} = await look(withTraits('new'), {maps: [{...withTraits('old'), id: 'was'}], ready: '.differences'});
    expect(all('.field').map(textOf)).to.deep.equal(
      ['constructor', 'e.g. job', 'owner'].map(name => `About: ${name}old becomes new`),
    );
  });

  it('says where there is no difference', async () => {
    history.replaceState(null, '', '#map=shop&view=compare');
    const same = {...smallMap(), id: 'twin'};
    const {words, all} = await look({...smallMap(), compareTo: 'twin'}, {maps: [same], ready: '.same'});
    expect(words('.same')).to.equal('No difference: both maps say the same.');
    expect(all('.differences').length).to.equal(0);
    expect(words('.counts')).to.contain('+0 added');
  });

  it('says what is wrong with a map that does not come, and tries again', async () => {
    const {words, element, press, find} = await look({...toBe(), compareTo: 'gone'}, {ready: '.compare .wrong'});
    expect(words('.state')).to.contain('gone could not be read').and.to.contain('give the element an endpoint');
    await expect(element).to.be.accessible();
    await press('[data-act=again]');
    await waitUntil(() => words('.state').includes('gone could not be read'));
    element.maps = [{...smallMap(), id: 'gone', stages: []}];
    await waitUntil(() => words('.compare .state').includes('stages'));
    element.maps = [{...smallMap(), id: 'gone'}];
    await waitUntil(() => find('.differences'));
  });

  it('says that a map is on its way, and leaves one that is no longer asked for', async () => {
    const plain = globalThis.fetch;
    const answers: ((answer: Response) => void)[] = [];
    globalThis.fetch = (input, init) =>
      `${input as string}`.includes('/journeys/') && !`${input as string}`.includes('overlay')
        ? new Promise(done => void answers.push(done))
        : plain(input, init);
    try {
      const {element, find, words} = await look({...toBe(), compareTo: 'slow'}, {maps: [smallMap()]});
      element.endpoint = '/nowhere';
      await waitUntil(() => answers.length);
      expect(words('.state')).to.equal('Loading slow');
      expect(find('.compare').getAttribute('aria-busy')).to.equal('true');
      element.look({against: 'shop'});
      await waitUntil(() => find('.differences'));
      for (const answer of answers)
        answer(new Response(JSON.stringify({...smallMap(), id: 'slow', title: 'Too late'})));
      await settled(element);
      expect(words('.two')).to.contain('Buying shoes').and.not.to.contain('Too late');
      expect(find('.compare').hasAttribute('aria-busy')).to.equal(false);
    } finally {
      globalThis.fetch = plain;
    }
  });

  it('takes a file from this device, and says what is wrong with one', async () => {
    history.replaceState(null, '', '#map=shop&view=compare');
    const {find, words, all, press} = await look(smallMap());
    const field = find<HTMLInputElement>('input[type=file]');
    choose(field, 'broken.json', '{"schema": ');
    await waitUntil(() => find('.compare .wrong'));
    expect(words('.state')).to.contain('broken.json could not be read').and.to.contain('line 1, column');
    choose(field, 'letter.docx', 'no map');
    await waitUntil(() => words('.state').includes('letter.docx is of a kind that is not known'));
    const evil = {...toBe(), title: '<img src=x onerror="globalThis.attacked = true">'};
    choose(field, 'next.json', JSON.stringify(evil));
    await waitUntil(() => find('.differences'));
    expect(textOf(all('.two strong')[1]!)).to.equal(evil.title);
    expect(all('.compare img').length).to.equal(0);
    expect(words('select option:checked')).to.equal('next.json');
    expect(location.hash, 'a file has no address').to.equal('#map=shop&view=compare');
    // What only the other map has cannot be opened here.
    expect(all('.differences .one button').map(textOf)).not.to.include('Wear them');
    await press('[data-do=view][data-key=map]');
    await press('[data-do=view][data-key=compare]');
    expect(all('.differences').length, 'it is kept').to.equal(1);
    // A map that is opened now has another to be held against: the one that it names.
    await press('[data-do=panel][data-key=files]');
    await waitUntil(() => find('[data-do=file-open]'));
    choose(find<HTMLInputElement>('[data-do=file-open]'), 'next.json', JSON.stringify(toBe()));
    await waitUntil(() => find('[data-do=file-take]'));
    await press('[data-do=file-take]');
    await press('[data-do=view][data-key=compare]');
    await waitUntil(() => find('.compare select'));
    expect(words('select option:checked')).to.equal('shop');
  });

  it('lists thousands of differences page by page', async () => {
    const wide = wideMap(20, 100);
    const other = wideMap(20, 100);
    other.cells!.forEach(cell => void (cell.text += ', and more'));
    history.replaceState(null, '', `#map=${wide.id}&view=compare&against=other`);
    const {all, find, words, root} = await look(wide, {maps: [{...other, id: 'other'}], ready: '.differences'});
    expect(words('.counts')).to.contain('~2,000 changed');
    expect(all('.differences .one').length).to.equal(200);
    expect(words('[data-act=more]')).to.equal('Show 200 more');
    find('[data-act=more]').click();
    await waitUntil(() => all('.differences .one').length === 400);
    expect(root().activeElement).to.equal(all('.differences .one')[200]!);
  });

  it('lists only what fits the filter of a link, when the other map comes and when more is asked for', async () => {
    history.replaceState(null, '', '#map=shop-to-be&view=compare&severity=5');
    const small = await look(toBe(), {maps: [smallMap()], ready: '.differences'});
    expect(small.words('.differences')).to.contain('Wear them').and.not.to.contain('Severity');
    const wide = wideMap(20, 100);
    wide.cells!.forEach((cell, at) => (cell.confidence = at % 2 ? 'evidence' : 'assumption'));
    const other = structuredClone(wide);
    other.cells!.forEach(cell => void (cell.text += ', and more'));
    history.replaceState(null, '', `#map=${wide.id}&view=compare&against=other&evidence=evidence`);
    const {all, find} = await look(wide, {maps: [{...other, id: 'other'}], ready: '.differences'});
    find('[data-act=more]').click();
    await waitUntil(() => all('.differences .one').length === 400);
    const lanes = all('.differences .one .item').map(item => Number(/lane (\d+)/.exec(textOf(item))![1]));
    expect(
      lanes.filter(lane => lane % 2),
      'every second lane is assumed',
    ).to.deep.equal([]);
  });

  it('is walked through by keys, and opens what is in the map', async () => {
    const {all, root, element} = await look(toBe(), {maps: [smallMap()], ready: '.differences'});
    for (const table of ['.curves', '.differences']) expect(all(`${table} [tabindex="0"]`).length, table).to.equal(1);
    all('.differences [tabindex="0"]')[0]!.focus();
    const first = textOf(root().activeElement!);
    await sendKeys({press: 'ArrowDown'});
    expect(textOf(root().activeElement!)).not.to.equal(first);
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(root().activeElement!.id).to.equal('detail');
    expect(all('.differences').length).to.equal(1);
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(root().activeElement!.closest('.differences')).not.to.equal(null);
  });

  for (const [width, dir] of [
    ['320px', 'ltr'],
    ['800px', 'rtl'],
  ] as const)
    it(`stays within ${width}, ${dir}`, async () => {
      const {element, find} = await look(toBe(), {maps: [smallMap()], width, dir, lang: dir === 'rtl' ? 'ar' : 'en', ready: '.differences'}); // prettier-ignore
      expect(find('.scroller').scrollWidth).to.be.at.most(Number.parseInt(width, 10));
      if (dir === 'ltr') await expect(element).to.be.accessible();
    });
});

describe('a roll-up in <stagepost-journey-map>', () => {
  const club = (): JourneyMap => ({
    schema: 'stagepost/journey-map/1',
    id: 'club',
    title: 'The club',
    stages: [{id: 'join', name: 'Buy!', kpiIds: ['late']}, {id: 'leave', name: 'Leave'}],
    steps: [{id: 'a', stageId: 'join', name: 'A', emotions: [{score: 1}]}, {id: 'b', stageId: 'leave', name: 'B', emotions: [{score: -2}, {personaId: 'p', score: -1}]}],
    personas: [{id: 'p', name: 'P'}],
    kpis: [{id: 'late', name: 'Late', kind: 'custom', direction: 'down', tier: 'operations', value: 3, target: 5}],
  }); // prettier-ignore

  beforeEach(() => history.replaceState(null, '', `${location.pathname}#map=shop&view=roll-up`));
  after(() => history.replaceState(null, '', location.pathname));

  it('has a row for each map and a column for each stage, and names the worst place', async () => {
    const {all, words, root, element} = await look(smallMap(), {maps: [club(), {title: 'No map'}], ready: '.rolled tfoot'}); // prettier-ignore
    await waitUntil(() => all('.rolled .wrong').length === 2);
    expect(all('.rolled thead th').map(textOf)).to.deep.equal(['Map', 'Whole map', 'Find', 'Buy', 'Leave']);
    const cells = [...root().querySelectorAll('.rolled tr')].map(row =>
      [...row.querySelectorAll('th, td')].map(textOf),
    );
    expect(cells[1]).to.deep.equal([
      'Buying shoes',
      '−0.7 unhappy−2 … +1, n = 31 pain point , worst 4 of 5Opportunities: 1 open, 0 shippedLowest: Buy (−2, very unhappy)',
      'Find0 neutral−1 … +1, n = 21 pain point , worst 4 of 5Opportunities: 1 open, 0 shipped',
      'Buy−2 very unhappy−2 … −2, n = 1',
      'no such stage',
    ]);
    expect(cells[2]![3]).to.equal('Buy!+1 happy+1 … +1, n = 1✓ 1 KPI on target');
    expect(words('.rolled caption')).to.equal('People feel worst here: Buying shoes, Buy (−2, very unhappy)');
    expect(cells.at(-1)![3]).to.equal('−0.5 unhappy−2 … +1, n = 2✓ 1 KPI on targetLowest: Buying shoes (−2, very unhappy)'); // prettier-ignore
    // One has faults, the other is nowhere; both say so in their own row.
    expect(cells[3]).to.have.length(2);
    expect(cells[3]!.join()).to.match(/^(maps\[1\]|payment),This map is missing here\. /);
    await expect(element).to.be.accessible();
  });

  it('keeps names of another direction together in its own sentences', async () => {
    const {find} = await look(smallMap(), {maps: [club()], lang: 'ar', dir: 'rtl', ready: '.rolled tfoot'});
    const isolated = (name: string) => `\u2068${name}\u2069`;
    expect(find('.rolled caption').textContent).to.contain(`${isolated('Buying shoes')}، ${isolated('Buy')} (`);
  });

  it('leads to a stage of another map, and back', async () => {
    const {press, words, all, element, root} = await look(smallMap(), {maps: [club()], ready: '.rolled tfoot'});
    await press('[data-do=visit][data-key="club/leave"]');
    await waitUntil(() => words('.headline') === 'The club');
    await waitUntil(() => root().querySelector('.detail'));
    await settled(element);
    expect(words('#detail')).to.equal('Leave');
    expect(location.hash).to.equal('#map=shop,club&item=stage%3Aleave');
    expect(all('[data-do=ascend]').length).to.equal(1);
    await press('[data-do=ascend]');
    await waitUntil(() => words('.headline') === 'Buying shoes');
  });

  it('leads to a stage of the map itself, and is walked through by keys', async () => {
    const {root, all, element, words} = await look(smallMap(), {maps: [club()], ready: '.rolled .wrong'});
    expect(all('.rolled [tabindex="0"]').length).to.equal(1);
    all('.rolled [tabindex="0"]')[0]!.focus();
    await sendKeys({press: 'ArrowRight'});
    expect((root().activeElement as HTMLElement).dataset['key']).to.equal('shop/buy');
    await sendKeys({press: 'Enter'});
    await waitUntil(() => root().querySelector('.grid'));
    await settled(element);
    expect(words('#detail')).to.equal('Buy');
    expect(location.hash).to.equal('#map=shop&item=stage%3Abuy');
  });

  it('stays within 320 px', async () => {
    const {find} = await look(smallMap(), {maps: [club()], width: '320px', ready: '.rolled .wrong'});
    expect(find('.scroller').scrollWidth).to.be.at.most(320);
  });
});
