/** What a team sees of the priorities of a map, of its chains, and of the check against good practice. */
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap} from '../support/journeys.js';
import {textsIn} from '../support/painted.js';
import {look as open, textOf} from './map-page.js';
import {settled, waitUntil} from './support.js';

/** Three opportunities that swap places by the weights of revenue and cost, one that nobody rated, one that is done. */
function plannedMap(): JourneyMap {
  const map = smallMap();
  const one = {impact: 3, effort: 3, status: 'idea' as const};
  map.opportunities = [
    {...map.opportunities![0]!, criteria: {revenue: 4, cost: 2}, owner: 'Size team', due: '2020-01-31'},
    {...one, id: 'cheap', title: 'Cheaper boxes', criteria: {revenue: 2, cost: 5}},
    {...one, id: 'vague', title: 'Something with video'},
    {...one, id: 'done', title: 'Bigger pictures', status: 'measured', criteria: {revenue: 5}, experiment: {kpiId: 'returns', before: 12, after: 9.5}},
  ]; // prettier-ignore
  map.weights = {revenue: 2, cost: 1};
  map.painPoints!.push({id: 'dull', title: 'Pages are dull', stepIds: ['pay'], severity: 5});
  return map;
}

/** What a closed disclosure holds has a place, but is not seen. */
const isSeen = (one: Element): boolean =>
  one.getClientRects().length > 0 && (one.matches('summary') || !one.closest('details:not([open])'));

/** A view of a map in a page, and words for what a reader does. */
async function look(view: string, map: JourneyMap = plannedMap(), place: Parameters<typeof open>[1] = {}) {
  if (!location.hash) location.hash = `#map=${map.id}&view=${view}`;
  const page = await open(map, {ready: '.plan, .check', ...place});
  const all = (selector: string) => [...page.root().querySelectorAll<HTMLElement>(selector)].filter(isSeen).map(textOf);
  return {...page, all};
}

const order = '.ranking tbody th .words';
const slider = (name: string) => `input[data-do=weigh][data-key=${name}]`;

describe('<stagepost-journey-map> priorities', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('ranks opportunities by the weights of the map, in a table that says every figure', async () => {
    const {all, words, element} = await look('priorities');
    expect(all(order)).to.deep.equal([
      'A guide to sizes', 'Cheaper boxes', 'Something with video', 'Bigger pictures',
    ]); // prettier-ignore
    // (2 × 4 + 1 × 2) / 3 and (2 × 2 + 1 × 5) / 3
    expect(all('.ranking .score')).to.deep.equal(['3.33 of 5', '3.00 of 5', '–not rated', '5.00 of 5']);
    expect(all('.ranking .rank')).to.deep.equal(['1', '2', '–no rank', '–no rank']);
    expect(words('.ranking tbody tr')).to.contain('Not rated: Business goal, Retention, Value for effort, Brand');
    expect(words('.ranking tbody tr')).to.contain('Revenue4, +2.67').and.to.contain('Cost2, +0.67');
    expect(all('.ranking thead th')[5]).to.equal('Revenue weight 2');
    expect(words('.ranking caption')).to.contain('What is not rated is left out');
    await expect(element).to.be.accessible();
  });

  it('says in words why the first one is first, and what would change that', async () => {
    const {words, press, find} = await look('priorities');
    expect(words('.reasons .title')).to.equal('A guide to sizes comes first');
    expect(words('.reasons p')).to.contain('Revenue +2.67, Cost +0.67').and.to.contain('0.33 points ahead');
    // Revenue 1, cost 1: 3 against 3.5; revenue 2, cost 2: the same.
    expect(words('.reasons ul')).to.equal('Revenue, weight 1: Cheaper boxes Cost, weight 2: Cheaper boxes'.replace(' Cost', 'Cost')); // prettier-ignore
    await press('.reasons ul button');
    expect(find('#detail').textContent).to.equal('Cheaper boxes');
  });

  it('ranks anew as a weight is moved by the keys, and the address keeps it', async () => {
    const {all, find, element, press, words, root} = await look('priorities');
    const field = find<HTMLInputElement>(slider('revenue'));
    expect(field.labels![0]!.textContent).to.equal('Revenue2');
    field.focus();
    await sendKeys({press: 'ArrowLeft'});
    await settled(element);
    expect(all(order).slice(0, 2)).to.deep.equal(['Cheaper boxes', 'A guide to sizes']);
    expect(location.hash).to.equal('#map=shop&view=priorities&weights=1,1,1,1,1,1');
    expect(root().activeElement, 'the focus stays').to.equal(field);
    const told = () => words('.plan > [role=status]');
    expect(told(), 'not while the weights move').to.equal('');
    await waitUntil(() => told(), 'told at rest');
    expect(told()).to.match(/^Cheaper boxes comes first\. /);
    await press('[data-do=unweigh]');
    expect(all(order)[0]).to.equal('A guide to sizes');
    expect(field.value).to.equal('2');
    expect(location.hash).to.equal('#map=shop&view=priorities');
    expect(find('[data-do=unweigh]').getAttribute('aria-disabled')).to.equal('true');
  });

  it('opens with the weights of a link', async () => {
    location.hash = '#map=shop&view=priorities&weights=1,1,0,9,1,1';
    const {all, find} = await look('priorities');
    expect(all(order)[0]).to.equal('Cheaper boxes');
    expect([find<HTMLInputElement>(slider('cost')).value, find<HTMLInputElement>(slider('revenue')).value]).to.deep.equal(['9', '0']); // prettier-ignore
  });

  it('shows pain, opportunity, experiment and measure as one chain, with who, when and what came of it', async () => {
    const {all, press, root, element, find} = await look('priorities');
    const [guide, cheap, , done] = all('.chains > li');
    expect(guide).to.contain('Severity 4 of 5Sizes are unclear').and.to.contain('Owner: Size team');
    expect(guide).to.contain('Overdue since Jan 31, 2020').and.to.contain('Not measured again yet');
    expect(cheap).to.contain('Answers no pain point').and.to.contain('No experiment').and.to.contain('No KPI');
    expect(cheap).to.contain('nobody').and.to.contain('No due date');
    expect(done).to.contain('Before 12').and.to.contain('After 9.5').and.to.contain('Better by 2.5 points');
    const loose = all('.loose > div');
    expect(loose[0]).to.equal('Pain points that nothing answers (1)Severity 5 of 5Pages are dull');
    expect(loose[1]).to.contain('Opportunities that answer no pain point (3)');
    await press('.chain [data-key="kpi:returns"]');
    expect(find('#detail').textContent).to.equal('Returns');
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect((root().activeElement as HTMLElement).dataset['key'], 'the focus comes back').to.equal('kpi:returns');
  });

  it('has the weights as figures on paper, and nothing to press', async () => {
    const {all, root, find} = await look('priorities');
    // Not every browser can be told to show what it would print.
    const rules = root().adoptedStyleSheets.flatMap(({cssRules}) => [...cssRules]);
    const ofPaper = rules.filter(
      rule => rule instanceof CSSMediaRule && rule.conditionText === 'print',
    ) as CSSMediaRule[];
    for (const {media} of ofPaper) media.mediaText = 'all';
    const figures = all('.weights label');
    const set = [...find('.weights').querySelectorAll('input, button')].filter(isSeen);
    for (const {media} of ofPaper) media.mediaText = 'print';
    expect(figures.slice(2, 4)).to.deep.equal(['Revenue2', 'Cost1']);
    expect(set).to.deep.equal([]);
    expect([...find('.weights').querySelectorAll('input')].filter(isSeen).length, 'on the screen').to.equal(6);
  });

  it('leaves out what does not fit the filter, and keeps the ranks', async () => {
    location.hash = '#map=shop&view=priorities&status=idea';
    const {all} = await look('priorities');
    expect(all(order)).to.deep.equal(['Cheaper boxes', 'Something with video']);
    expect(all('.ranking .rank')[0]).to.equal('2');
    expect(all('.chains > li').length).to.equal(2);
  });

  it('names each figure where there is no room for columns, and stays a table for ears', async () => {
    const {all, element, find} = await look('priorities', plannedMap(), {width: '320px'});
    expect(all('.ranking tbody tr:first-child .label')).to.deep.equal(['Business goal', 'Retention', 'Revenue', 'Cost', 'Value for effort', 'Brand']); // prettier-ignore
    expect(element.scrollWidth).to.be.at.most(320);
    expect(find('.ranking').getAttribute('role')).to.equal('table');
    await expect(element).to.be.accessible();
  });

  it('says so where a map has no opportunity, or none that is rated', async () => {
    const none = plannedMap();
    none.opportunities = [];
    for (const cell of none.cells!) delete cell.refIds;
    expect((await look('priorities', none)).words('.plan')).to.equal('This map names no opportunity yet.');
    const unrated = plannedMap();
    for (const one of unrated.opportunities!) delete one.criteria;
    const {words} = await look('priorities', unrated);
    expect(words('.reasons')).to.contain('Nothing has a rank').and.to.contain('Rate opportunities');
  });
});

describe('<stagepost-journey-map> priorities and check', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  for (const view of ['priorities', 'check'])
    for (const scheme of ['light', 'dark'])
      it(`can be read: ${view}, ${scheme}`, async () => {
        const {element, find} = await look(view);
        element.style.colorScheme = scheme;
        await settled(element);
        const texts = textsIn(find('.scroller'));
        expect(texts.length).to.be.greaterThan(20);
        for (const {text, contrast, size} of texts) {
          expect(contrast, text).to.be.at.least(4.5);
          expect(size, text).to.be.at.least(12);
        }
      });
});

describe('<stagepost-journey-map> check', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));
  after(() => history.replaceState(null, '', location.pathname));

  it('tells what good practice would add, by rule, with why, what to do and where', async () => {
    const {words, all, element} = await look('check');
    expect(words('.check > .title')).to.match(/^\d+ warnings, \d+ hints$/);
    const rule = (title: string) => all('.rule').find(text => text.includes(title))!;
    expect(rule('Stages without a need')).to.equal(
      'WarningStages without a needA stage is there because people want something; what serves no need may not be needed.Give the stage a goal, or write what people need at one of its steps in a lane of goals or needs.1 placeBuyStage · Buy',
    );
    expect(rule('Severe pain points')).to.contain('Pages are dullPain point · Buy › Pay');
    expect(rule('Zones without')).to.contain('HintZones').and.to.contain('2 places').and.to.contain('“run by others”');
    await expect(element).to.be.accessible();
  });

  it('leads from each finding to its item, or to the head of the map, by the keys too', async () => {
    const {find, element, root} = await look('check');
    find('.rule [data-key="stage:buy"]').focus();
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(root().activeElement?.textContent).to.equal('Buy');
    expect(location.hash).to.equal('#map=shop&view=check&item=stage%3Abuy');
    find('.rule [data-do=top]').focus();
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(root().activeElement?.id).to.equal('headline');
  });

  it('shows many places in part, and the rest when asked', async () => {
    const map = plannedMap();
    map.kpis = Array.from({length: 30}, (_, at) => ({id: `k${at}`, name: `Measure ${at}`, kind: 'custom', direction: 'up', tier: 'operations'})); // prettier-ignore
    for (const part of [...map.painPoints!, ...map.stages, ...map.cells!, ...map.opportunities!]) {
      if ('kpiIds' in part) delete part.kpiIds;
      if ('experiment' in part) delete part.experiment;
      if ('refIds' in part) delete part.refIds;
    }
    const {all, press} = await look('check', map);
    const places = () => all('.rule li').filter(text => text.startsWith('Measure'));
    expect(places().length).to.equal(12);
    expect(all('.rule summary')).to.deep.equal(['Show 18 more']);
    await press('.rule summary');
    expect(places().length).to.equal(30);
  });

  it('says that nothing is found', async () => {
    const map: JourneyMap = {
      schema: 'stagepost/journey-map/1',
      id: 'clean',
      title: 'Clean',
      objectives: ['Fewer returns'],
      personas: [{id: 'ana', name: 'Ana'}],
      stages: [{id: 'find', name: 'Find', goal: 'See'}],
      steps: [{id: 'look', stageId: 'find', name: 'Look'}],
    };
    const {words, element} = await look('check', map);
    expect(words('.check .title')).to.equal('Nothing found');
    await expect(element).to.be.accessible();
  });
});
