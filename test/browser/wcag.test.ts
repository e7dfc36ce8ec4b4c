/** Criteria of WCAG 2.2 that no other test holds the prompt to; `test/wcag` lists them all. */
import {expect, fixture, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse, setViewport} from '@web/test-runner-commands';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {bring, kitLanguages} from '../../src/locales/languages.js';
import {FakeOutbox, forget, settled, survey, Visitor, withOutbox} from './support.js';

const controls = 'input, textarea, button, a';

/** A prompt with every part of its form open. */
async function opened(attributes: Readonly<Record<string, string>> = {}): Promise<Visitor> {
  const element = await withOutbox<StagepostNps>(
    new FakeOutbox(),
    html`<stagepost-nps survey=${survey()} mode=${attributes['mode'] ?? 'inline'} lang=${attributes['lang'] ?? 'en'}></stagepost-nps>`,
  ); // prettier-ignore
  for (let tries = 0; tries < 100 && !element.shadowRoot!.querySelector('.box'); tries++) {
    await element.show();
    await settled(element);
  }
  const visitor = new Visitor(element);
  await visitor.score(4);
  await visitor.choose('support', 'other');
  visitor.find('[name=contact]')!.click();
  await settled(element);
  return visitor;
}

const all = (visitor: Visitor): HTMLElement[] => [...visitor.root.querySelectorAll<HTMLElement>(controls)];
const shownAt = ({root}: Visitor): string[] =>
  [...root.querySelectorAll<HTMLElement>('.box, .box *')].map(part => {
    const {x, y, width, height} = part.getBoundingClientRect();
    return `${part.localName} ${x} ${y} ${width} ${height}`;
  });
const middle = (part: Element): [number, number] => {
  const {x, y, width, height} = part.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
};

describe('WCAG 2.2', () => {
  beforeEach(forget);
  afterEach(() => setViewport({width: 800, height: 600}));

  for (const width of [1000, 320])
    it(`keeps every text whole where a visitor spaces text out, at ${width} px`, async () => {
      await setViewport({width, height: 900});
      const visitor = await opened();
      const spaced = new CSSStyleSheet();
      spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`);
      visitor.root.adoptedStyleSheets = [...visitor.root.adoptedStyleSheets, spaced];
      await settled(visitor.element);
      const parts = [...visitor.root.querySelectorAll<HTMLElement>('label, legend, button, small, p:not(.unseen)')];
      for (const part of parts) {
        if (getComputedStyle(part).display !== 'inline')
          expect(part.scrollWidth, part.textContent!).to.be.at.most(part.clientWidth + 1);
        expect(part.scrollHeight, part.textContent!).to.be.at.most(part.clientHeight + 1);
      }
      const leaves = parts.filter(part => !parts.some(other => other !== part && part.contains(other)));
      for (const one of leaves)
        for (const other of leaves) {
          const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
          const meet = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          expect(one !== other && meet, `${one.textContent} over ${other.textContent}`).to.equal(false);
        }
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
    });

  it('stands in the order in which it is read', async () => {
    const {root} = await opened();
    const tops = [...root.querySelectorAll('form > *')].map(part => part.getBoundingClientRect().top);
    expect(tops).to.deep.equal([...tops].sort((a, b) => a - b));
    expect(root.querySelectorAll('[tabindex]:not([tabindex="-1"])').length).to.equal(0);
  });

  it('lets a browser fill in the address that it knows', async () => {
    expect((await opened()).find('[name=email]')!.autocomplete).to.equal('email');
  });

  it('shows nothing more, moves nothing and chooses nothing on hover or focus', async () => {
    const visitor = await opened();
    const before = shownAt(visitor);
    const checked = visitor.root.querySelectorAll(':checked').length;
    for (const part of all(visitor)) {
      part.focus();
      await settled(visitor.element);
    }
    visitor.element.scrollIntoView();
    const places = shownAt(visitor);
    for (const part of visitor.root.querySelectorAll('.scale label, .choices label')) {
      const [x, y] = middle(part);
      if (y > 0 && y < innerHeight) await sendMouse({type: 'move', position: [x, y]});
    }
    await resetMouse();
    expect(shownAt(visitor)).to.deep.equal(places);
    expect(places.length).to.equal(before.length);
    expect(visitor.root.querySelectorAll(':checked').length).to.equal(checked);
  });

  it('acts when a pointer is lifted, and not at all where it left before', async () => {
    const visitor = await opened();
    visitor.element.scrollIntoView();
    const [x, y] = middle(visitor.scores[9]!);
    await sendMouse({type: 'move', position: [x, y]});
    await sendMouse({type: 'down'});
    await settled(visitor.element);
    expect(visitor.chosen, 'pressed').to.equal(4);
    await sendMouse({type: 'move', position: [x, y + 400]});
    await sendMouse({type: 'up'});
    await settled(visitor.element);
    expect(visitor.chosen, 'lifted elsewhere').to.equal(4);
    await sendMouse({type: 'click', position: [x, y]});
    await settled(visitor.element);
    expect(visitor.chosen, 'lifted there').to.equal(9);
    await resetMouse();
  });

  for (const lang of kitLanguages)
    it(`has names that hold the words one sees: ${lang}`, async () => {
      await bring(lang);
      const visitor = await opened({lang});
      for (const part of all(visitor)) {
        const name = part.getAttribute('aria-label');
        const seen = (part as HTMLInputElement).labels?.[0]?.textContent ?? part.textContent!;
        expect(seen.trim()).not.to.equal('');
        if (name) expect(name).to.contain(seen.trim());
      }
    });

  it('shows the focus on each control', async () => {
    const visitor = await opened();
    visitor.scores[4]!.focus();
    for (const keys of [{press: 'Tab'}, {down: 'Shift'}, {press: 'Tab'}, {up: 'Shift'}]) await sendKeys(keys);
    const seen = new Set<Element>();
    for (let step = 0; step < 25; step++) {
      const part = visitor.root.activeElement!;
      if (!part || seen.has(part)) break;
      seen.add(part);
      const {outlineStyle, outlineWidth} = getComputedStyle(part);
      expect(`${outlineStyle} ${outlineWidth}`, part.outerHTML).to.equal('solid 2px');
      await sendKeys({press: 'Tab'});
    }
    expect(seen.size).to.be.at.least(14);
  });

  it('lets the keyboard out at both ends', async () => {
    const around = await fixture<HTMLElement>(
      html`<div><button id="first">1</button><button id="last">2</button></div>`,
    );
    const visitor = await opened();
    around.querySelector('#first')!.after(visitor.element.closest('stagepost-context')!);
    await settled(visitor.element);
    around.querySelector<HTMLElement>('#first')!.focus();
    for (let step = 0; step < 40 && document.activeElement!.id !== 'last'; step++) await sendKeys({press: 'Tab'});
    expect(document.activeElement!.id).to.equal('last');
    for (let step = 0; step < 40 && document.activeElement!.id !== 'first'; step++)
      for (const keys of [{down: 'Shift'}, {press: 'Tab'}, {up: 'Shift'}]) await sendKeys(keys);
    expect(document.activeElement!.id).to.equal('first');
  });

  it('holds no picture and no text in a picture', async () => {
    const {root} = await opened();
    expect(root.querySelectorAll('img, svg, canvas, video, audio, picture, object').length).to.equal(0);
    for (const part of root.querySelectorAll('*'))
      for (const pseudo of ['', '::before', '::after'])
        expect(getComputedStyle(part, pseudo).backgroundImage).to.equal('none');
  });

  it('covers no control of a popup that has the focus with another part of it', async () => {
    await setViewport({width: 320, height: 480});
    const visitor = await opened({mode: 'popup'});
    for (const part of all(visitor)) {
      part.focus();
      await settled(visitor.element);
      const {x, y, width, height} = part.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].flatMap(down =>
        [0.1, 0.5, 0.9].map(across => [x + width * across, y + height * down]),
      );
      const isSeen = ([left, top]: number[]) => {
        const hit = visitor.root.elementFromPoint(left!, top!);
        return !!hit && (hit === part || part.contains(hit) || hit.contains(part));
      };
      expect(points.some(isSeen), part.outerHTML).to.equal(true);
    }
  });

  it('brings a control of the page that has the focus out from behind a popup', async () => {
    const tall = await fixture<HTMLElement>(
      html`<div>
        <div style="block-size: 1500px"></div>
        <button id="behind" style="float: inline-end; margin: 0 40px">Buy</button>
        <div style="block-size: 1500px; clear: both"></div>
      </div>`,
    );
    const visitor = await opened({mode: 'popup'});
    const behind = tall.querySelector<HTMLElement>('#behind')!;
    behind.scrollIntoView({block: 'end'});
    scrollBy(0, 60);
    const hit = () => document.elementFromPoint(...middle(behind));
    expect(hit(), 'it is behind').to.equal(visitor.element);
    behind.focus();
    await waitUntil(() => hit() === behind, 'it is seen');
  });
});
