/** axe finds nothing in any state of the prompt, in each mode, theme and language. Forced colours: `test/e2e/forced-colors.test.ts`. */
import {expect, html, waitUntil} from '@open-wc/testing';
import {emulateMedia} from '@web/test-runner-commands';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {bring, kitLanguages} from '../../src/locales/languages.js';
import {KitError} from '../../src/schema/error.js';
import {css as contrastTheme} from '../../src/themes/contrast.js';
import {css as forest} from '../../src/themes/forest.js';
import {FakeOutbox, forget, settled, survey, Visitor, withOutbox} from './support.js';

const modes = ['inline', 'popup'] as const;
/** What a page sets; each has a light and a dark side. What the others have for contrast is computed: `test/unit/themes.test.ts`. */
const themes: Readonly<Record<string, string>> = {kit: '', forest, contrast: contrastTheme};

interface Visit {
  readonly visitor: Visitor;
  readonly outbox: FakeOutbox;
}

const click = async ({visitor}: Visit, selector: string): Promise<void> => {
  visitor.find<HTMLElement>(selector)!.click();
  await settled(visitor.element);
};
const id = ({outbox}: Visit): string => outbox.of('response')[0]!.id!;

/** Each state, and what leads to it from the one before it, in one life of a prompt. */
const states: readonly (readonly [state: string, reach: (visit: Visit) => Promise<unknown>])[] = [
  ['asks', async () => {}],
  ['refused for some days', visit => click(visit, '.quiet')],
  ['refused for good', async visit => {
    await click(visit, '.row .quiet');
    await click(visit, '.quiet + .quiet');
  }],
  ['everything open', async visit => {
    await click(visit, '.row .quiet');
    await visit.visitor.score(6);
    await visit.visitor.choose('support', 'other', 'value_price');
    await click(visit, '[name=contact]');
    await visit.visitor.write('comment', 'a'.repeat(3900));
  }],
  ['an address that is missing', visit => click(visit, 'button.main')],
  ['a comment that is too long', async visit => {
    await click(visit, '[name=contact]');
    await visit.visitor.write('comment', 'a'.repeat(4100));
    await click(visit, 'button.main');
  }],
  ['the device refuses', async visit => {
    await visit.visitor.write('comment', 'short');
    visit.outbox.refuse = new KitError('outbox/full');
    await click(visit, 'button.main');
    await waitUntil(() => visit.visitor.find('[role=alert]'));
  }],
  ['thanks, saved', async visit => {
    visit.outbox.refuse = undefined;
    await click(visit, 'button.main');
    await waitUntil(() => visit.visitor.find('[part=state]'));
  }],
  ['sent', async visit => visit.outbox.tell({type: 'sent', id: id(visit), rev: 1})],
  ['dead letter', async visit => visit.outbox.tell({type: 'dead-letter', id: id(visit), code: 'invalid'})],
  ['taken back', visit => click(visit, '.quiet')],
  ['gone', async visit => visit.outbox.tell({type: 'withdrawn', id: id(visit)})],
]; // prettier-ignore

async function open(mode: string, lang: string): Promise<Visit> {
  const outbox = new FakeOutbox();
  const definition = {thanks: {actions: [{id: 'review', text: 'Write a review', href: '/review'}]}};
  const element = await withOutbox<StagepostNps>(
    outbox,
    html`<stagepost-nps
      mode=${mode}
      survey=${survey()}
      lang=${lang}
      subject="Kettle"
      .definition=${definition}
    ></stagepost-nps>`,
  );
  // A popup comes after a second by itself.
  for (let tries = 0; tries < 100 && !element.shadowRoot!.querySelector('.box'); tries++) {
    await element.show();
    await settled(element);
  }
  return {visitor: new Visitor(element), outbox};
}

describe('axe', () => {
  const sheet = new CSSStyleSheet();
  before(() => document.adoptedStyleSheets.push(sheet));
  beforeEach(forget);
  after(async () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
    await emulateMedia({colorScheme: 'light', reducedMotion: 'reduce'});
  });

  for (const mode of modes)
    for (const scheme of ['light', 'dark'] as const)
      for (const [theme, css] of Object.entries(themes))
        for (const lang of kitLanguages)
          it(`finds nothing: ${mode}, ${scheme}, ${theme}, ${lang}, in each state`, async () => {
            sheet.replaceSync(`:root { color-scheme: light dark } ${css}`);
            await emulateMedia({colorScheme: scheme, reducedMotion: 'reduce'});
            await bring(lang);
            const visit = await open(mode, lang);
            expect(visit.visitor.find<HTMLElement>('.box')!.lang).to.equal(lang);
            for (const [state, reach] of states) {
              await reach(visit);
              await settled(visit.visitor.element);
              await expect(visit.visitor.element, state).to.be.accessible();
            }
          }).timeout(120_000);

  it('would find a theme that cannot be read', async () => {
    sheet.replaceSync(':root { --stagepost-color-text: #bbb }');
    await emulateMedia({colorScheme: 'light', reducedMotion: 'reduce'});
    const {visitor} = await open('inline', 'en');
    const verdict = await expect(visitor.element).to.be.accessible().then(() => 'clean', String); // prettier-ignore
    sheet.replaceSync('');
    expect(verdict).to.contain('color-contrast');
  });
});
