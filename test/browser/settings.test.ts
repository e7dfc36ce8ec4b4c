/** Settings from attribute, context and page; languages; registration; what is wrong is said once, with place and remedy. */
import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import type {StagepostContext} from '../../src/components/context/context.js';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import type {Locale} from '../../src/locales/dictionary.js';
import {addLocale, addLocaleLoader} from '../../src/locales/languages.js';
import {en} from '../../src/locales/en.js';
import type {OutboxPort} from '../../src/outbox/port.js';
import type {Settings} from '../../src/schema/settings.js';
import {responseSchema} from '../../src/schema/wire.js';
import {define} from '../../src/ui/define.js';
import {KitElement} from '../../src/ui/kit-element.js';
import {page, setPageSettings} from '../../src/ui/page.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox, waitUntil} from './support.js';

/** Console warnings of one step. */
async function warnings(step: () => Promise<unknown>): Promise<string[]> {
  const {warn} = console;
  const lines: string[] = [];
  console.warn = (line: string) => lines.push(line);
  try {
    await step();
  } finally {
    console.warn = warn;
  }
  return lines;
}

const empty: Settings = {
  endpoint: undefined, site: undefined, journey: undefined, stage: undefined, touchpoint: undefined, lang: undefined,
  consent: undefined, storage: undefined,
}; // prettier-ignore

const german: Locale = {
  ...en,
  lang: 'de',
  nps: {
    ...en.nps,
    texts: {...en.nps.texts, send: 'Senden', question: 'Wie wahrscheinlich ist es?', low: 'Unwahrscheinlich'},
  },
};

const alone = async (content: ReturnType<typeof html>) => {
  const root = await fixture(html`<div>${content}</div>`);
  const element = root.querySelector('stagepost-nps')!;
  await settled(element);
  return element;
};
const contextOf = async (element: StagepostNps) => {
  const outbox = [...page().outboxes.values()].at(-1) as FakeOutbox;
  await new Visitor(element).answer(9);
  return responseSchema.parse(outbox.of('response').at(-1)!.data).context;
};

describe('settings', () => {
  const opened: Settings[] = [];
  const {openOutbox} = page();

  beforeEach(() => {
    forget();
    opened.length = 0;
    page().outboxes.clear();
    page().openOutbox = (settings: Settings): OutboxPort => {
      opened.push(settings);
      return new FakeOutbox();
    };
    setPageSettings(empty);
  });
  after(() => {
    page().openOutbox = openOutbox;
    setPageSettings(empty);
  });

  it('come from the page, over it the context, over that the attribute', async () => {
    setPageSettings({
      endpoint: 'https://page.test/s',
      site: 'pk_page',
      stage: 'page',
      journey: 'page',
      touchpoint: 'page',
    });
    const element = await alone(
      html`<stagepost-context stage="context" journey="context"
        ><stagepost-nps survey=${survey()} journey="own"></stagepost-nps
      ></stagepost-context>`,
    );
    expect(opened.at(-1)).to.include({endpoint: 'https://page.test/s', site: 'pk_page'});
    expect(await contextOf(element)).to.include({journey: 'own', stage: 'context', touchpoint: 'page'});
  });

  it('follow each of the three while the prompt is open', async () => {
    setPageSettings({endpoint: '/page', site: 'pk_page'});
    const element = await alone(
      html`<stagepost-context><stagepost-nps survey=${survey()}></stagepost-nps></stagepost-context>`,
    );
    setPageSettings({stage: 'late'});
    element.parentElement!.setAttribute('journey', 'later');
    element.setAttribute('touchpoint', 'last');
    await settled(element);
    expect(await contextOf(element)).to.include({stage: 'late', journey: 'later', touchpoint: 'last'});
  });

  it('cross shadow roots, and reach elements that were there before the context', async () => {
    class LateContext extends (customElements.get('stagepost-context') as typeof StagepostContext) {}
    const root = await fixture(
      html`<stagepost-late-context site="pk_late" endpoint="/late"><div></div></stagepost-late-context>`,
    );
    const element = document.createElement('stagepost-nps');
    element.survey = survey();
    root.querySelector('div')!.attachShadow({mode: 'open'}).append(element);
    await settled(element);
    expect((await element.explain()).gates.find(({gate}) => gate === 'endpoint')!.pass).to.equal(false);
    define('late-context', LateContext);
    await settled(element);
    expect((await element.explain()).gates.find(({gate}) => gate === 'endpoint')!.pass).to.equal(true);
    expect(opened.at(-1)!.site).to.equal('pk_late');
  });

  it('of an inner context go over an outer one', async () => {
    const element = await alone(
      html`<stagepost-context endpoint="/x" site="pk_x" stage="outer" journey="outer">
        <stagepost-context stage="inner"><stagepost-nps survey=${survey()}></stagepost-nps></stagepost-context>
      </stagepost-context>`,
    );
    expect(await contextOf(element)).to.include({stage: 'inner', journey: 'outer'});
  });

  it('carry visitor and traits from the context', async () => {
    const element = await alone(
      html`<stagepost-context endpoint="/x" site="pk_x" consent="granted" visitor="v-1" traits='{"plan":"pro"}'>
        <stagepost-nps survey=${survey()}></stagepost-nps>
      </stagepost-context>`,
    );
    await new Visitor(element).answer(9);
    const [draft] = ([...page().outboxes.values()].at(-1) as FakeOutbox).of('response');
    expect(draft!.who!.visitor).to.equal('v-1');
    expect(draft!.data['traits']).to.deep.equal({plan: 'pro'});
  });

  for (const [attributes, code, words] of [
    [{consent: 'maybe'}, 'setting/invalid', 'consent="maybe">: use pending, granted, denied.'],
    [{storage: 'disk'}, 'setting/invalid', 'storage="disk">: use persistent, session, none.'],
    [{mode: 'poup'}, 'setting/invalid', 'mode="poup">: use inline, popup.'],
    [
      {endpoint: 'example.com/stagepost'},
      'endpoint/invalid',
      'endpoint="example.com/stagepost">: begin it with https:// or /.',
    ],
    [{endpoint: 'javascript:alert(1)'}, 'endpoint/invalid', 'begin it with https:// or /.'],
    [{endpoint: 'http://'}, 'endpoint/invalid', 'endpoint="http://">'],
  ] as const)
    it(`say once what is wrong with ${JSON.stringify(attributes)}, and the page goes on`, async () => {
      const errors = heard<{code: string; message: string}>('error');
      const lines = await warnings(async () => {
        const element = document.createElement('stagepost-nps');
        element.survey = survey();
        for (const [name, value] of Object.entries({endpoint: '/x', site: 'pk_x', ...attributes}))
          element.setAttribute(name, value);
        document.body.append(element);
        await settled(element);
        element.requestUpdate();
        await settled(element);
        expect(new Visitor(element).scores.length).to.equal(11);
        element.remove();
      });
      const about = errors.filter(error => error.code === code);
      expect(about.length).to.equal(1);
      expect(about[0]!.message).to.contain(words);
      expect(lines.filter(line => line.includes(words)).length).to.equal(1);
    });

  it('say what is missing, and keep the answer in the form', async () => {
    const errors = heard<{code: string}>('error');
    const element = await alone(html`<stagepost-nps survey=${survey()}></stagepost-nps>`);
    await waitUntil(() => errors.length);
    expect(errors.map(({code}) => code)).to.deep.equal(['endpoint/missing']);
    const visitor = new Visitor(element);
    await visitor.score(3);
    await visitor.press('Send');
    expect(visitor.text).to.contain('this page cannot send it yet');
    expect(visitor.chosen).to.equal(3);
    setPageSettings({endpoint: '/x', site: 'pk_x'});
    await settled(element);
    await visitor.press('Try again');
    expect(visitor.text).to.contain('Saved on this device');
  });

  for (const traits of ['{plan:pro}', '{"plan":{"name":"pro"}}'])
    it(`${traits} as traits is told, and left out`, async () => {
      const errors = heard<{code: string; details: string}>('error');
      await fixture(html`<stagepost-context traits=${traits}></stagepost-context>`);
      await waitUntil(() => errors.length);
      expect(errors[0]).to.include({code: 'setting/invalid'});
      expect(errors[0]!.details).to.contain('JSON object');
    });
});

describe('languages', () => {
  beforeEach(forget);

  it('follow attribute, context and page, and keep the answer', async () => {
    addLocale(german);
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    const visitor = new Visitor(element);
    await visitor.score(4);
    await visitor.write('comment', 'bleibt');
    element.setAttribute('lang', 'de-AT');
    await settled(element);
    expect(visitor.legends[0]).to.equal('Wie wahrscheinlich ist es?');
    expect(visitor.chosen).to.equal(4);
    expect(visitor.find('[name=comment]')!.value).to.equal('bleibt');
    expect(visitor.find('.box')!.lang).to.equal('de-AT');
    element.removeAttribute('lang');
    await settled(element);
    expect(visitor.button('Send')).not.to.equal(undefined);
    element.closest('stagepost-context')!.setAttribute('lang', 'de');
    await settled(element);
    expect(visitor.button('Senden')).not.to.equal(undefined);
    element.closest('stagepost-context')!.removeAttribute('lang');
    document.documentElement.lang = 'de';
    await settled(element);
    expect(visitor.button('Senden')).not.to.equal(undefined);
    document.documentElement.lang = 'en';
    await settled(element);
    expect(visitor.button('Send')).not.to.equal(undefined);
  });

  it('are loaded when first asked for; English stands in meanwhile, and when loading fails', async () => {
    let fails = true;
    let asked = 0;
    addLocaleLoader('nl', async () => {
      asked++;
      if (fails) throw new Error('offline');
      return {...german, lang: 'nl', nps: {...german.nps, texts: {...german.nps.texts, send: 'Versturen'}}};
    });
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()} lang="nl"></stagepost-nps>`,
    );
    const visitor = new Visitor(element);
    await visitor.score(4);
    expect(visitor.button('Send')).not.to.equal(undefined);
    expect(visitor.find('.box')!.lang).to.equal('en');
    fails = false;
    element.requestUpdate();
    await waitUntil(() => visitor.button('Versturen'));
    expect(asked).to.be.lessThan(12);
  });

  it('write numbers and sides their own way', async () => {
    const definition = {
      questions: [{id: 'score', text: {ar: 'ما مدى احتمال أن توصي بنا؟'}, low: {ar: 'غير محتمل'}, high: {ar: 'محتمل'}}],
    };
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()} lang="ar-EG" .definition=${definition}></stagepost-nps>`,
    );
    const visitor = new Visitor(element);
    await waitUntil(() => visitor.legends.length);
    await settled(element);
    expect(visitor.legends[0]).to.equal('ما مدى احتمال أن توصي بنا؟');
    expect(visitor.find('.box')!.dir).to.equal('rtl');
    const [zero, one] = visitor.scores;
    expect(zero!.getBoundingClientRect().x).to.be.greaterThan(one!.getBoundingClientRect().x);
    expect(visitor.find('.scale')!.textContent).to.contain('٣');
    await visitor.score(10);
    await expect(element).to.be.accessible();
    visitor.find('[name=contact]')!.click();
    await settled(element);
    await visitor.write('email', 'ada@example.com');
    expect(getComputedStyle(visitor.find('[name=email]')!).direction, 'of an address').to.equal('ltr');
  });

  it('keep the page’s direction where nobody names a language', async () => {
    const root = await fixture(
      html`<div dir="rtl"><stagepost-nps survey=${survey()} endpoint="/x" site="pk_x"></stagepost-nps></div>`,
    );
    const {lang} = document.documentElement;
    document.documentElement.lang = '';
    const visitor = new Visitor(root.querySelector('stagepost-nps')!);
    await settled(visitor.element);
    const [zero, one] = visitor.scores;
    expect(zero!.getBoundingClientRect().x).to.be.greaterThan(one!.getBoundingClientRect().x);
    document.documentElement.lang = lang;
  });
});

describe('registration', () => {
  it('keeps the first element of a name, says so once, and never throws', async () => {
    class Second extends KitElement {
      static override readonly version = '9.9.9';
    }
    const first = customElements.get('stagepost-nps');
    // The words are loaded when there is something to say.
    const defined = async (...named: Parameters<typeof define>) => {
      define(...named);
      await aTimeout(100);
    };
    const lines = await warnings(() => defined('nps', Second));
    expect(customElements.get('stagepost-nps')).to.equal(first);
    expect(lines.length).to.equal(1);
    expect(lines[0]).to.contain('0.1.0').and.to.contain('9.9.9');
    expect(await warnings(() => defined('Not A Name', class extends KitElement {}))).to.have.lengthOf(1);
  });
});
