/**
 * The fourteen critical heuristics of Chartability (POUR-CAF, commit 1eec6bb), each asked of a whole map. A heuristic is a
 * question to people; what is here is what of its answer a program can hold on to.
 */
import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {journeyMap as english} from '../../src/locales/journey-map/en.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap, wideMap} from '../support/journeys.js';
import {inkOf, textsIn} from '../support/painted.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

async function look(map: JourneyMap = smallMap(), style = '', around = 'inline-size: 1200px') {
  const box = await fixture(
    html`<div style=${around}>
      <button id="before">before</button>
      <stagepost-journey-map lang="en" style=${style} without-hash .map=${map}></stagepost-journey-map>
      <button id="after">after</button>
    </div>`,
  );
  const element = box.querySelector('stagepost-journey-map')!;
  const root = element.shadowRoot!;
  await waitUntil(() => root.querySelector('.grid, .story'));
  await settled(element);
  return {box, element, root, all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)]};
}

const press = (target: Element, key: string, held: KeyboardEventInit = {}): boolean => {
  const event = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, composed: true, ...held});
  target.dispatchEvent(event);
  return event.defaultPrevented;
};

/** Grade of school that a text asks for. Source: Flesch and Kincaid, 1975; syllables counted by groups of vowels. */
function grade(text: string): number {
  const words = text.match(/[a-z'’]+/gi) ?? [];
  const sentences = text.split(/[.!?:]+(?=\s|$)/).filter(Boolean).length;
  const syllables = words.reduce(
    (sum, word) => sum + Math.max(1, word.replace(/e$/, '').match(/[aeiouy]+/gi)?.length ?? 1),
    0,
  );
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

describe('the map and Chartability’s critical heuristics', () => {
  for (const scheme of ['light', 'dark'])
    it(`low contrast: texts at least 4.5, lines and points at least 3 (${scheme})`, async () => {
      const ground = scheme === 'dark' ? '#111' : '#fff';
      const {root, all, element} = await look(smallMap(), '', `inline-size: 1200px; color-scheme: ${scheme}; background: ${ground}`); // prettier-ignore
      element.look({item: 'pain-point:slow'});
      await settled(element);
      const texts = textsIn(root);
      expect(texts.length).to.be.above(40);
      expect(texts.filter(({contrast}) => contrast < 4.5)).to.deep.equal([]);
      for (const line of all('path.now')) expect(inkOf(line, 'stroke')).to.be.at.least(3);
      for (const mark of all('.shape path')) expect(inkOf(mark, 'fill')).to.be.at.least(3);
      for (const on of all('.bar .on, .diamond')) expect(inkOf(on, 'background-color')).to.be.at.least(3);
    });

  it('content only visual: every sign is followed by its words, or is not for ears', async () => {
    const {all, root} = await look();
    for (const sign of all('svg, .dot, .bar, .diamond, .track')) {
      const isSilent = sign.closest('[aria-hidden=true]') !== null;
      expect(isSilent || sign.textContent!.trim() !== '', sign.outerHTML).to.equal(true);
    }
    for (const {name} of [...smallMap().stages, ...smallMap().steps]) expect(root.textContent).to.contain(name);
  });

  it('small text: nothing below 12 pixels, in each density', async () => {
    const {root, element} = await look();
    for (const density of ['comfortable', 'compact'] as const) {
      element.look({density});
      await settled(element);
      expect(textsIn(root).filter(({size}) => size < 12)).to.deep.equal([]);
    }
  });

  it('seizure risk: nothing moves by itself', async () => {
    const {root, element, all} = await look();
    element.look({item: 'step:pay', folded: ['find']});
    await settled(element);
    expect(root.getAnimations().length).to.equal(0);
    for (const moving of all('*')) expect(getComputedStyle(moving).animationName).to.equal('none');
  });

  it('one input modality: what a pointer can press, a key can', async () => {
    const {all, root, element} = await look();
    for (const pressed of all('[data-do]'))
      expect(pressed.matches('button, input, select'), pressed.outerHTML).to.equal(true);
    root.querySelector<HTMLElement>('[data-key="step:search"]')!.focus();
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(root.querySelector('#detail')!.textContent).to.equal('Search');
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(root.querySelector('#detail')).to.equal(null);
  });

  it('no interaction cues: it is said how to move, and the focus is seen', async () => {
    const {root} = await look();
    expect(root.querySelector('caption')!.textContent).to.match(/Arrow keys move between items, Enter opens one/);
    const item = root.querySelector<HTMLElement>('.grid [tabindex="0"]')!;
    item.focus();
    await sendKeys({press: 'ArrowDown'});
    const {outlineStyle, outlineWidth} = getComputedStyle(root.activeElement!);
    expect(outlineStyle).to.not.equal('none');
    expect(Number.parseFloat(outlineWidth)).to.be.at.least(2);
  });

  it('controls override AT: keys with others held, letters and Tab stay what they are', async () => {
    const {root} = await look();
    const item = root.querySelector<HTMLElement>('.grid [tabindex="0"]')!;
    item.focus();
    expect(press(item, 'ArrowDown'), 'it does take the arrows alone').to.equal(true);
    const at = root.activeElement!;
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'h', 't', 'Tab', ' '])
      for (const held of [
        {altKey: true},
        {ctrlKey: true, altKey: true},
        {metaKey: true},
        {shiftKey: true},
        {ctrlKey: true},
      ])
        if (!(key === 'Home' && held.ctrlKey && !('altKey' in held)))
          expect(press(at, key, held), `${key} ${JSON.stringify(held)}`).to.equal(false);
    for (const key of ['h', 't', 'k', 'Tab', ' ', 'PageDown']) expect(press(at, key), key).to.equal(false);
  });

  it('no explanation: how to read it is said in the table, what it is for above it', async () => {
    const {root} = await look();
    expect(root.querySelector('caption')!.textContent).to.contain('Columns are the steps of the journey');
    expect(root.querySelector('.head')!.textContent).to.contain('Fewer returns');
    expect([...root.querySelectorAll('.scale span')].map(one => one.textContent)).to.deep.equal(['very happy', 'neutral', 'very unhappy']); // prettier-ignore
  });

  it('no explanation: what its signs mean is seen, on the screen and on paper, of those that are in it', async () => {
    const map = smallMap();
    const {root, element} = await look(map);
    const key = (place: string) => [...root.querySelectorAll(`${place} .key li`)].map(one => one.textContent!.replace(/[\u2068\u2069]/g, '').trim()); // prettier-ignore
    const all = ['Ana', 'Ben', 'Where it should get to', 'partly backed', 'backed by evidence', 'Moment of truth', 'Severity 4 of 5', 'Engagement 4 of 5']; // prettier-ignore
    const open = async () => {
      root.querySelector<HTMLElement>('[data-do=panel][data-key=key]')!.click();
      await settled(element);
      await waitUntil(() => root.querySelector('.panel .key'));
    };
    await open();
    expect(key('.panel')).to.deep.equal(all);
    expect(root.querySelector('.panel')!.textContent).to.contain('Columns are the steps');
    for (const line of root.querySelectorAll('.key .curve'))
      expect(line.getBoundingClientRect().height).to.be.above(10);
    await expect(element).to.be.accessible();
    dispatchEvent(new Event('beforeprint'));
    expect(key('.page:first-child')).to.deep.equal(all);
    expect(key('.page')).to.deep.equal(all);
    dispatchEvent(new Event('afterprint'));
    element.map = {...map, cells: [map.cells![1]!], painPoints: [], opportunities: [], steps: map.steps.map(({id, stageId, name}) => ({id, stageId, name}))}; // prettier-ignore
    await settled(element);
    await waitUntil(() => key('.panel').length === 1);
    expect(key('.panel')).to.deep.equal(['partly backed']);
  });

  it('no title, summary or caption: all three are there', async () => {
    const {root} = await look();
    expect(root.querySelector('h2')!.textContent).to.equal('Buying shoes');
    expect(root.querySelector('caption')!.textContent).to.contain('Buying shoes');
    expect(root.querySelector('details summary')).to.not.equal(null);
  });

  it('reading level: its own sentences ask for no more than the ninth grade', () => {
    const sentences = Object.values(english.texts as Record<string, string | {other: string}>)
      .map(text => (typeof text === 'string' ? text : text.other).replace(/\{\w+\}/g, 'it'))
      .filter(text => text.split(' ').length > 5);
    expect(sentences.length).to.be.above(10);
    expect(grade(sentences.join(' '))).to.be.below(9);
    expect(grade('Organisational methodologies necessitate interdisciplinary considerations.')).to.be.above(20);
  });

  it('no table: the map is one, and so is the list of all that is in it', async () => {
    const {root, element} = await look();
    expect(root.querySelectorAll('table.grid').length).to.equal(1);
    element.look({view: 'items'});
    await waitUntil(() => root.querySelector('table.list'));
    expect(root.querySelectorAll('table.list tbody .one').length).to.be.above(10);
  });

  it('inappropriate density: there is less to be had', async () => {
    const {element, root} = await look(wideMap(10, 60));
    const seen = () => textsIn(root.querySelector('.grid')!).length;
    const whole = seen();
    element.look({zoom: 'stages'});
    await settled(element);
    expect(seen()).to.be.below(whole / 4);
  });

  it('tedious navigation: Tab passes the table in one step, however big it is', async () => {
    for (const map of [smallMap(), wideMap(10, 60)]) {
      const {root} = await look(map);
      const stops = [...root.querySelectorAll<HTMLElement>('.grid button, .grid a, .grid input')].filter(one => one.tabIndex === 0 && one.getClientRects().length); // prettier-ignore
      // The legend of the personas stands in the corner of the table.
      expect(stops.filter(one => !one.closest('.legend')).length).to.equal(1);
    }
  });

  it('user style change: the reader’s size and spacing hold, and nothing is cut off', async () => {
    const {root, element} = await look();
    const sizes = () => textsIn(root).map(({size}) => size);
    const before = sizes();
    element.style.fontSize = '200%';
    await settled(element);
    await waitUntil(() => root.querySelector('.grid, .story'));
    expect(Math.min(...sizes())).to.be.at.least(1.8 * Math.min(...before));
    element.style.cssText = 'line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em';
    await settled(element);
    const cut = [...root.querySelectorAll<HTMLElement>('td, th, .item, .words')].filter(one => one.getClientRects().length && getComputedStyle(one).overflow === 'hidden' && one.scrollHeight > one.clientHeight + 1); // prettier-ignore
    expect(cut.map(one => one.textContent)).to.deep.equal([]);
  });
});
