/** The map in the languages of the kit: what a team reads, on which side, and what it never sees: another language. */
import {expect, fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {de} from '../../src/locales/journey-map/de.js';
import {addJourneyTexts} from '../../src/locales/journey-map/words.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

const textOf = (one: Element): string =>
  one
    .textContent!.replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A map in a page of a language that says nothing of its side. */
async function open(lang: string, map: JourneyMap = smallMap(), style = 'inline-size: 1200px') {
  const around = await fixture(
    html`<div lang=${lang} style=${style}>
      <stagepost-journey-map without-hash .map=${map}></stagepost-journey-map>
    </div>`,
  );
  const element = around.querySelector('stagepost-journey-map')!;
  const root = element.shadowRoot!;
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
  const texts = (selector: string) => all(selector).map(textOf);
  const shown = async () => {
    await waitUntil(() => root.querySelector('.grid, .story'), `the map in ${lang}`);
    await settled(element);
  };
  return {element, root, all, texts, shown, box: () => all('.box')[0]!};
}

const spoken = {
  de: {lane: 'Emotion', felt: 'sehr unzufrieden', filter: 'Filtern', line: 'Sichtbarkeitslinie', check: 'Warnung', loose: 'Lose Enden'},
  ar: {lane: 'المشاعر', felt: 'مستاء جدًا', filter: 'تصفية', line: 'خط الرؤية', check: 'تحذير', loose: 'حلقات مفقودة'},
  ja: {lane: '感情', felt: 'とても不満', filter: '絞り込み', line: '可視性の境界線', check: '警告', loose: 'つながっていないところ'},
}; // prettier-ignore

describe('the map in the languages of the kit', () => {
  for (const [lang, words] of Object.entries(spoken))
    it(`speaks ${lang}, to eyes and to ears`, async () => {
      const {element, root, texts, shown, box, all} = await open(lang);
      await shown();
      expect(box().lang).to.equal(lang);
      const isArabic = lang === 'ar';
      expect(getComputedStyle(box()).direction).to.equal(isArabic ? 'rtl' : 'ltr');
      const [find, buy] = all('th.stage').map(stage => stage.getBoundingClientRect().left);
      expect(find! > buy!).to.equal(isArabic);
      expect(texts('th[scope=row]').join()).to.contain(words.line);
      expect(texts('.tools button')).to.include(words.filter);
      expect(texts('tbody').join()).to.contain(words.felt);
      element.look({item: 'step:search'});
      await settled(element);
      expect(texts('.detail dt').join()).to.contain(words.lane);
      await expect(element).to.be.accessible();
      element.look({view: 'check'});
      await waitUntil(() => root.querySelector('.check'));
      expect(texts('.level')).to.include(words.check);
      element.look({view: 'priorities'});
      await waitUntil(() => root.querySelector('.plan'));
      expect(texts('.plan legend').concat(texts('.plan h3'))).to.include(words.loose);
    }).timeout(60_000);

  it('counts in Arabic as Arabic does', async () => {
    const counts = [1, 2, 3, 11, 100];
    const steps = counts.flatMap(count => Array.from({length: count}, (_, at) => ({id: `p${count}-${at}`, stageId: `s${count}`, name: `${at}`}))); // prettier-ignore
    const map = {...smallMap(), stages: counts.map(count => ({id: `s${count}`, name: `${count}`})), steps};
    const {element, shown, texts} = await open('ar', {...map, cells: [], painPoints: [], opportunities: [], kpis: []});
    await shown();
    element.look({zoom: 'stages'});
    await settled(element);
    // Which digits Arabic has is not the same in every browser.
    const number = (value: number) => new Intl.NumberFormat('ar').format(value);
    expect(texts('th.step:not([hidden])').filter(text => text.includes('مطوي'))).to.deep.equal([
      'خطوة واحدة، مطوية', 'خطوتان، مطويتان', `${number(3)} خطوات، مطوية`, `${number(11)} خطوة، مطوية`, `${number(100)} خطوة، مطوية`,
    ]); // prettier-ignore
  });

  it('takes the language for its regions, English where there is no other, and turns round with the page', async () => {
    const {element, shown, box, texts} = await open('de-CH');
    await shown();
    expect(box().lang).to.equal('de-CH');
    expect(texts('.tools button')).to.include('Filtern');
    element.parentElement!.lang = 'tlh';
    element.requestUpdate();
    await waitUntil(() => texts('.tools button').includes('Filter'));
    expect(box().lang).to.equal('en');
    expect(box().dir).to.equal('ltr');
    element.parentElement!.lang = 'ar';
    element.requestUpdate();
    await waitUntil(() => texts('.tools button').includes('تصفية'));
    await settled(element);
    expect(box().dir).to.equal('rtl');
    expect(texts('th[scope=row]').join()).to.contain('خط الرؤية');
  });

  it('shows no English while a language is on its way', async () => {
    let arrive!: (texts: typeof de) => void;
    addJourneyTexts('nl', () => new Promise(resolve => (arrive = resolve)));
    const {element, box, texts, shown} = await open('nl');
    await waitUntil(() => arrive, 'nobody asked for it');
    await settled(element);
    expect(textOf(box())).to.equal('');
    arrive(de);
    await shown();
    expect(texts('.tools button')).to.include('Filtern');
    expect(box().lang).to.equal('nl');
  });

  it('says in which language the map’s own words are, where that is another one', async () => {
    const whole = await open('ar', {...smallMap(), lang: 'en-GB'});
    const {all, shown} = whole;
    await shown();
    for (const own of ['#headline', 'th .name', 'td .words']) expect(all(own)[0]!.lang, own).to.equal('en-GB');
    const {left, right} = all('td .words')[0]!.closest('td')!.getBoundingClientRect();
    const words = all('td .words')[0]!.getBoundingClientRect();
    expect(right - words.right, 'it stands at the side from which the page is read').to.be.below(words.left - left);
    const head = all('#headline')[0]!;
    const range = document.createRange();
    range.selectNodeContents(head);
    expect(Math.abs(range.getBoundingClientRect().right - head.getBoundingClientRect().right)).to.be.below(2);
    const {element} = whole;
    element.look({view: 'storyboard', slide: 0});
    await waitUntil(() => all('.slide')[0]);
    element.look({slide: 2});
    await settled(element);
    for (const one of all('.slide .words')) expect([one.lang, getComputedStyle(one).unicodeBidi], one.textContent!).to.deep.equal(['en-GB', 'plaintext']); // prettier-ignore
    expect(all('.slide .words').some(one => one.textContent === 'Pay')).to.equal(true);
    const same = await open('en', {...smallMap(), lang: 'en'});
    await same.shown();
    expect(same.all('td .words, th .name').filter(one => one.lang).length).to.equal(0);
  });

  it('speaks English where a language does not come, says so once, and tries again once online', async () => {
    let isThere = false;
    let asked = 0;
    addJourneyTexts('sv', () => (asked++, isThere ? Promise.resolve(de) : Promise.reject(new Error('no such file'))));
    const told: string[] = [];
    const hear = (event: Event) => told.push((event as CustomEvent<{message: string}>).detail.message);
    addEventListener('stagepost-error', hear);
    try {
      const {element, shown, box, texts} = await open('sv');
      await shown();
      expect(texts('.tools button')).to.include('Filter');
      expect(box().lang).to.equal('en');
      for (let turn = 0; turn < 3; turn++) {
        element.requestUpdate();
        await settled(element);
      }
      await waitUntil(() => told.length, 'nobody was told');
      expect(told).to.have.length(1);
      expect(told[0]).to.contain('no such file').and.to.contain('sv');
      expect(asked).to.equal(1);
      isThere = true;
      dispatchEvent(new Event('online'));
      await waitUntil(() => texts('.tools button').includes('Filtern'));
      expect(box().lang).to.equal('sv');
    } finally {
      removeEventListener('stagepost-error', hear);
    }
  });
});
