/** The kit's languages in the built files: each comes when a page asks for it, before anything is shown, and an answer survives the change. */
import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {startHost, type Host, type Visit} from '../support/host.js';
import {findPrompt} from '../support/nps-walk.js';
import {lateFile} from '../support/site.js';

const prompt = '<stagepost-nps survey="after-purchase"></stagepost-nps>';
const page = (host: Host, lang: string, content = prompt): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>x</title></head><body>${host.tag()}${content}</body></html>`;

/** Writes down every question that was ever shown. */
const watchQuestions = `
  globalThis.questions = [];
  setInterval(() => {
    const legend = document.querySelector('stagepost-nps')?.shadowRoot?.querySelector('legend');
    const text = legend?.textContent.trim();
    if (text && questions.at(-1) !== text) questions.push(text);
  }, 1);`;
const questions = (visit: Visit): Promise<string[]> => visit.page.evaluate('questions') as Promise<string[]>;
const untilShown = (visit: Visit, text: string): Promise<unknown> =>
  visit.page.waitForFunction(
    part => document.querySelector('stagepost-nps')?.shadowRoot?.textContent?.includes(part),
    {},
    text,
  );

const german = 'Wie wahrscheinlich ist es';
const arabic = 'ما مدى احتمال';
const japanese = '可能性はどのくらい';

describe('languages of the kit', () => {
  let host: Host;
  before(async () => void (host = await startHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  const fetched = (from: number): string[] => host.site.requests.slice(from).map(({path}) => path);

  for (const [lang, text] of [
    ['de', german],
    ['de-CH', german],
    ['ar', arabic],
    ['ja-JP', japanese],
  ] as const)
    it(`a page in ${lang} is asked in it from the first moment, and loads no other one`, async () => {
      const from = host.site.requests.length;
      const visit = await host.visit({html: page(host, lang), before: watchQuestions});
      await untilShown(visit, text);
      const item = await visit.answer();
      assert.equal((item.data as {context: {lang: string}}).context.lang, lang);
      const shown = await questions(visit);
      assert.equal(shown.length, 1, shown.join());
      assert.ok(shown[0]!.includes(text));
      const others = ['de', 'ar', 'ja'].filter(other => other !== lang.split('-')[0]);
      for (const other of others) assert.ok(!fetched(from).includes(lateFile(other)), other);
      await visit.quiet();
    });

  it('a page in English loads none', async () => {
    const from = host.site.requests.length;
    const visit = await host.visit({html: page(host, 'en-GB')});
    await findPrompt(visit.page);
    assert.deepEqual(
      fetched(from).filter(path => /shared\/(ar|de|ja|languages)-/.test(path)),
      [],
    );
  });

  it('the page changes its language while somebody answers: all that was entered stays, sides change', async () => {
    const visit = await host.visit({html: page(host, 'en')});
    await findPrompt(visit.page);
    await visit.page.evaluate(() => {
      const root = document.querySelector('stagepost-nps')!.shadowRoot!;
      root.querySelector<HTMLElement>('[value="8"]')!.click();
    });
    await visit.page.waitForFunction(() =>
      document.querySelector('stagepost-nps')!.shadowRoot!.querySelector('textarea'),
    );
    await visit.page.evaluate(() => {
      const field = document.querySelector('stagepost-nps')!.shadowRoot!.querySelector('textarea')!;
      field.focus();
      field.value = 'bleibt stehen';
      field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    });
    for (const [lang, text, dir] of [
      ['de', german, 'ltr'],
      ['ar', arabic, 'rtl'],
      ['ja', japanese, 'ltr'],
    ] as const) {
      await visit.page.evaluate(asked => void (document.documentElement.lang = asked), lang);
      await untilShown(visit, text);
      const now = await visit.page.evaluate(() => {
        const root = document.querySelector('stagepost-nps')!.shadowRoot!;
        return {
          score: root.querySelector<HTMLInputElement>('[name=score]:checked')!.value,
          comment: root.querySelector('textarea')!.value,
          focused: root.activeElement?.localName,
          dir: root.querySelector<HTMLElement>('.box')!.dir,
        };
      });
      assert.deepEqual(now, {score: '8', comment: 'bleibt stehen', focused: 'textarea', dir});
    }
    await visit.quiet();
  });

  it('English stands in for a language whose file does not come, and the answer arrives', async () => {
    host.site.broken.add(lateFile('ja'));
    const visit = await host.visit({html: page(host, 'ja')});
    await untilShown(visit, 'How likely');
    await visit.answer();
    assert.deepEqual(visit.errors, []);
  });

  it('every element on a page speaks its own', async () => {
    const visit = await host.visit({
      html: page(host, 'en', `${prompt}<div lang="de"><stagepost-sync-status></stagepost-sync-status></div>`),
    });
    await visit.page.waitForFunction(() =>
      document.querySelector('stagepost-sync-status')?.shadowRoot?.textContent?.includes('Antworten auf diesem Gerät'),
    );
    await untilShown(visit, 'How likely');
  });
});
