/** Where the parts of a map stand: beside each other and not over each other, whatever the width, the direction and the views seen before. */
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap} from '../support/journeys.js';
import {doing, look} from './map-page.js';
import {settled, waitUntil} from './support.js';

const template = async (name: string): Promise<JourneyMap> =>
  (await fetch(new URL(`../../src/templates/${name}.json`, import.meta.url))).json() as Promise<JourneyMap>;

/** Pictures come from elsewhere, when they come. */
const withoutPictures = (map: JourneyMap): JourneyMap => ({...map, cells: map.cells!.filter(({media}) => !media)});

const rectOf = (one: Element): DOMRect => one.getBoundingClientRect();

/** Six people who feel the same, and one who feels a little worse. */
function crowd(): JourneyMap {
  const map = smallMap();
  const people = ['ana', 'ben', 'cem', 'dea', 'eli', 'fay'];
  const feel = (score: 1 | 0) => people.map((personaId, at) => ({personaId, score: at < 5 ? (1 as const) : score, confidence: 'partly' as const})); // prettier-ignore
  return {
    ...map,
    personas: people.map(id => ({id, name: id})),
    steps: map.steps.map(step => ({...step, emotions: feel(0)})),
  };
}

describe('the looks of <stagepost-journey-map>', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + location.search));

  for (const [fit, width] of [
    [false, '1200px'],
    [true, '1200px'],
    [true, '760px'],
  ] as const)
    it(`keeps points apart and in their column, ${fit ? `fit to ${width}` : 'at full width'}`, async () => {
      const {element, root} = await look(crowd(), {width});
      element.look({fit});
      await settled(element);
      const cells = [...root().querySelectorAll('.kind-emotion td')].filter(one => one.querySelector('.point') && rectOf(one).width); // prettier-ignore
      expect(cells.length).to.equal(3);
      for (const cell of cells) {
        const {left, right} = rectOf(cell);
        const points = [...cell.querySelectorAll('.point')].map(rectOf);
        expect(points.length).to.equal(6);
        for (const point of points) expect(point.left >= left - 1 && point.right <= right + 1, 'in its column').to.equal(true); // prettier-ignore
        points.forEach((one, at) => {
          for (const other of points.slice(at + 1)) {
            const isApart = [one.right - other.left, other.right - one.left, one.bottom - other.top, other.bottom - one.top].some(by => by <= 1); // prettier-ignore
            expect(isApart, 'apart from the others').to.equal(true);
          }
        });
      }
    });

  it('says of a point what there is room for: its shape always, its score and how well it is known where they fit', async () => {
    const {element, root} = await look(crowd(), {width: '760px'});
    const shown = () => {
      const point = [...root().querySelectorAll('.point')].find(one => rectOf(one).width)!;
      const frame = rectOf(point);
      return ['.shape', '.score', '.dot'].map(part => rectOf(point.querySelector(part)!).bottom <= frame.bottom);
    };
    expect(shown()).to.deep.equal([true, false, false]);
    element.view = {...element.view, filter: {persona: ['ana']}};
    await settled(element);
    expect(shown()).to.deep.equal([true, true, true]);
  });

  it('moves points to the side where they would stand over each other, and no further than that takes', async () => {
    const map = smallMap();
    map.steps[1]!.emotions = [{personaId: 'ana', score: 0}, {personaId: 'ben', score: -0.7}, {score: 0.3}];
    const {find} = await look(map);
    const places = [...find('.kind-emotion td.s0 + td').querySelectorAll('.point')].map(one =>
      one.getBoundingClientRect(),
    );
    expect(places.length).to.equal(3);
    for (const [at, one] of places.entries())
      for (const other of places.slice(at + 1)) {
        const isClear = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top; // prettier-ignore
        expect(isClear, `${one.left} ${one.top}, ${other.left} ${other.top}`).to.equal(true);
      }
    // The first and the last are clear of each other: they need two places, not three.
    const middles = new Set(places.map(({left, right}) => Math.round((left + right) / 20)));
    expect(middles.size).to.equal(2);
  });

  it('puts the scale of an emotion lane below a title of several lines, and the lines beside it', async () => {
    const map = smallMap();
    const title = 'How people feel today, and how they should feel one day';
    const lanes = map.lanes!.map(lane => (lane.kind === 'emotion' ? {...lane, title} : lane));
    const {find} = await look({...map, lanes});
    const [best, , worst] = [...find('.scale').children].map(rectOf) as [DOMRect, DOMRect, DOMRect];
    expect(best.top).to.be.at.least(rectOf(find('.kind-emotion .title')).bottom - 1);
    const middle = ({top, bottom}: DOMRect) => (top + bottom) / 2;
    const {top, height} = rectOf(find('.kind-emotion .feel'));
    expect(middle(best)).to.be.closeTo(top + height * 0.1, 1.5);
    expect(middle(worst)).to.be.closeTo(top + height * 0.9, 1.5);
  });

  it('draws the lines of an emotion over the edges of columns', async () => {
    const {find} = await look();
    const [first, second] = [...find('.kind-emotion').querySelectorAll('td .curve')].filter(one => rectOf(one).width);
    expect(rectOf(first!).right).to.be.at.least(rectOf(second!).left - 0.01);
  });

  it('is turned round with a page that names a direction and no language', async () => {
    const named = document.documentElement.lang;
    document.documentElement.removeAttribute('lang');
    try {
      const {find, element} = await look(smallMap(), {dir: 'rtl', lang: ''});
      expect(find('.box').dir).to.equal('');
      expect(new DOMMatrix(getComputedStyle(find('.curve')).transform).a).to.equal(-1);
      element.parentElement!.dir = 'ltr';
      element.requestUpdate();
      await settled(element);
      expect(getComputedStyle(find('.curve')).transform).to.equal('none');
    } finally {
      document.documentElement.lang = named;
    }
  });

  it('looks the same after other views were shown', async () => {
    const {element, root} = await look(withoutPictures(await template('shop')));
    // Lanes that the map itself has folded show what they hold, too.
    element.look({shut: []});
    await settled(element);
    const styles = ['font-weight', 'color', 'background-color', 'border-top-width', 'opacity'];
    const seen = () =>
      [...root().querySelectorAll('.grid *')].map(one => {
        const {width, height} = rectOf(one);
        const looks = getComputedStyle(one);
        return [one.className, width.toFixed(), height.toFixed(), getComputedStyle(one, '::before').content, ...styles.map(name => looks.getPropertyValue(name))].join(' '); // prettier-ignore
      });
    const before = seen();
    element.look({view: 'priorities'});
    await waitUntil(() => root().querySelector('.plan'));
    element.look({view: 'map'});
    await settled(element);
    const after = seen();
    expect(after.filter((one, at) => one !== before[at])).to.deep.equal([]);
    expect(after.length).to.equal(before.length);
  });

  it('brings what the focus comes to out from under the heads', async () => {
    const {element, root, find} = await look(await template('shop'), {width: '900px'});
    element.style.setProperty('--stagepost-journey-map-block-size', '420px');
    element.look({pinned: ['pictures']});
    await settled(element);
    const isCovered = () => {
      const {left, right, top, bottom} = rectOf(root().activeElement!);
      const at = root().elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return !root().activeElement!.contains(at);
    };
    const walk = async (key: string, times: number) => {
      const covered: string[] = [];
      for (let at = 0; at < times; at++) {
        await sendKeys({press: key});
        if (isCovered()) covered.push(`${key} ${at}: ${root().activeElement!.textContent}`);
      }
      return covered;
    };
    find('tbody.pinned + tbody [data-do], tbody:not(.pinned) td [data-do]').focus();
    for (const [key, times] of [
      ['ArrowRight', 9],
      ['ArrowLeft', 9],
      ['ArrowDown', 20],
      ['ArrowUp', 20],
    ] as const)
      // prettier-ignore
      expect(await walk(key, times)).to.deep.equal([]);
  });

  it('lets the matrix and the items be read where there is little room', async () => {
    const {element, root, find} = await look(await template('shop'), {width: '320px'});
    element.look({view: 'matrix'});
    await waitUntil(() => root().querySelector('.matrix'));
    await settled(element);
    const em = Number.parseFloat(getComputedStyle(find('.matrix')).fontSize);
    expect(rectOf(find('.matrix .card')).width / em).to.be.at.least(7);
    element.look({view: 'items'});
    await waitUntil(() => root().querySelector('.everything'));
    await settled(element);
    // The column that stays in sight takes half of the place at most.
    expect(rectOf(find('.everything tbody th')).width).to.be.at.most(160);
    expect(find('.scroller').scrollWidth).to.be.above(320);
  });

  it('fits a map to the width only as far as a word still has room in a column', async () => {
    const {element, root, find} = await look(await template('shop'), {width: '800px'});
    element.look({fit: true});
    await settled(element);
    const em = Number.parseFloat(getComputedStyle(find('.grid')).fontSize);
    const widths = [...root().querySelectorAll('.step')].map(one => rectOf(one).width).filter(Boolean);
    expect(Math.min(...widths) / em).to.be.at.least(5.4);
    element.look({fit: true, folded: (await template('shop')).stages.map(({id}) => id)});
    await settled(element);
    expect(find('.scroller').scrollWidth).to.equal(find('.scroller').clientWidth);
  });

  it('lets two maps that are compared be fit to the width too', async () => {
    const {element, root, find, press} = await look(await template('shop'), {width: '1500px', maps: [{...(await template('shop')), id: 'later', version: '9'}]}); // prettier-ignore
    element.look({view: 'compare', against: 'later'});
    await waitUntil(() => root().querySelector('.curves'));
    const place = find('.wide');
    expect(place.scrollWidth).to.be.above(place.clientWidth);
    await press(doing('fit', ''));
    expect(place.scrollWidth).to.equal(place.clientWidth);
  });
});
