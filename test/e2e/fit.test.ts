/** The prompt in little room, at 200 % zoom, in large type, from right to left, and on paper: everything is there to be read and reached. */
import assert from 'node:assert/strict';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import {findPrompt, inside} from '../support/nps-walk.js';
import {startHost, type Host, type Visit} from '../support/host.js';

const longWord = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';

/** What cannot be read or reached in the open prompt, in words. Runs in the page. */
function misfits(): string[] {
  const root = document.querySelector('stagepost-nps')!.shadowRoot!;
  const page = document.documentElement;
  const box = root.querySelector('.box')!.getBoundingClientRect();
  const scores = [...root.querySelectorAll('[part=score]')].map(score => score.getBoundingClientRect());
  const overlap = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const faultsOf = (element: HTMLElement): string[] => {
    const {left, right, width, height} = element.getBoundingClientRect();
    const isTarget = element.matches('button, a, label, [type=text], [type=email], textarea');
    const isBlock = getComputedStyle(element).display !== 'inline';
    return [
      left < box.left || right > box.right ? 'leaves the box' : '',
      // In Firefox two digits in type of twice the size reach a pixel into the gaps beside them, where nothing is.
      isBlock && element.scrollWidth > element.clientWidth + 2 ? 'is cut off' : '',
      isTarget && Math.min(width, height) < 24 ? `is ${width} x ${height} px` : '',
    ]
      .filter(Boolean)
      .map(fault => `${element.localName}.${element.className} ${fault}`);
  };
  return [
    ...(page.scrollWidth > page.clientWidth ? [`the page scrolls sideways: ${page.scrollWidth} px`] : []),
    ...[
      ...root.querySelectorAll<HTMLElement>('label, legend, p:not(.unseen), small, button, input, textarea, a'),
    ].flatMap(faultsOf),
    ...(scores.some((a, at) => scores.slice(at + 1).some(b => overlap(a, b))) ? ['scores overlap'] : []),
  ];
}

/** Lets what is for paper hold on the screen. Runs in the page: not every browser can be told to show what it would print. */
function asPrinted({shadowRoot}: Element): void {
  for (const {cssRules} of shadowRoot!.adoptedStyleSheets)
    for (const rule of cssRules)
      if (rule instanceof CSSMediaRule && rule.conditionText === 'print') rule.media.mediaText = 'all';
}

const rooms = [
  {what: 'on a wide page', width: 1280},
  {what: 'at 200 % zoom of a 1280 px page', width: 640, scale: 2},
  {what: 'at 400 % zoom of a 1280 px page: 320 px', width: 320, scale: 4},
  {what: 'at 320 px from right to left', width: 320, attributes: 'lang="ar" dir="rtl"'},
  {what: 'in type of twice the size', width: 1280, style: 'font-size: 200%'},
  {what: 'in type of twice the size at 320 px', width: 320, style: 'font-size: 200%'},
];

describe('the prompt fits', () => {
  let host: Host;
  beforeAll(async () => void (host = await startHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  const visit = (attributes = '', style = ''): Promise<Visit> =>
    host.visit({
      html: `<!doctype html><html ${attributes}><meta name="viewport" content="width=device-width">
        ${host.tag()}<body style="margin: 0; ${style}"><stagepost-nps survey="fit" subject="${longWord}"></stagepost-nps>`,
    });

  for (const {what, width, scale = 1, attributes, style} of rooms)
    it(what, async () => {
      const {page} = await visit(attributes, style);
      await page.setViewport({width, height: 800, deviceScaleFactor: scale});
      const prompt = await findPrompt(page);
      const fits = async (step: string) => assert.deepEqual(await page.evaluate(misfits), [], step);
      const click = async (selector: string) => (await inside(page, prompt, selector)).evaluate(found => found.click());
      await fits('score');
      await click('[name=score][value="3"]');
      await click('.choices [value=other]');
      await click('.choices [value=support]');
      await click('[name=contact]');
      const comment = await inside(page, prompt, 'textarea');
      await comment.evaluate(
        (field, text) => {
          (field as HTMLTextAreaElement).value = text;
          field.dispatchEvent(new Event('input', {bubbles: true}));
        },
        longWord.repeat(68).slice(0, 3900),
      );
      await inside(page, prompt, '[name=email]');
      await fits('everything open');
      await click('button.main');
      await inside(page, prompt, '[aria-invalid=true]');
      await fits('an e-mail address is missing');
      await click('[name=contact]');
      await click('button.main');
      await inside(page, prompt, '[part=state].sent');
      await fits('thank-you');
    });

  it('is noticed where it does not', async () => {
    const {page} = await visit('', 'width: 200px; --stagepost-font-size: 40px');
    await page.setViewport({width: 200, height: 800});
    await findPrompt(page);
    await page.evaluate(() => void (document.querySelector('stagepost-nps')!.style.inlineSize = '900px'));
    assert.notDeepEqual(await page.evaluate(misfits), []);
  });

  it('on paper: what was asked and entered, and no buttons', async () => {
    const {page} = await visit();
    const prompt = await findPrompt(page);
    await (await inside(page, prompt, '[name=score][value="9"]')).evaluate(found => found.click());
    await inside(page, prompt, 'textarea');
    await prompt.evaluate(asPrinted);
    const paper = await prompt.evaluate(element => {
      const shown = (selector: string) =>
        [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)].filter(part => part.checkVisibility()).length;
      return {
        questions: shown('.title'),
        scores: shown('[part=score]'),
        comment: shown('textarea'),
        buttons: shown('button'),
      };
    });
    assert.deepEqual(paper, {questions: 3, scores: 11, comment: 1, buttons: 0});
  });
});
