/** The built files on difficult host pages: the whole prompt works there, and the page never breaks. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import type {Item} from '../../src/schema/wire.js';
import {startHost, script, type Host, type Visit} from '../support/host.js';
import {until} from '../support/until.js';
import {embedFolder, type SitePage} from '../support/site.js';

const sleep = (ms: number) => new Promise(resolve => void setTimeout(resolve, ms));
const prompt = '<stagepost-nps survey="after-purchase"></stagepost-nps>';

/** What old libraries and careless pages do to the prototypes, before anything else runs. */
const pollutions: Record<string, string> = {
  'Array.prototype.toJSON, as Prototype.js had it': `Array.prototype.toJSON = function () { return '[' + this.join(',') + ']'; }`,
  'String.prototype.toJSON': `String.prototype.toJSON = function () { return 'spoilt'; }`,
  'Object.prototype.toJSON': `Object.defineProperty(Object.prototype, 'toJSON', {value() { return 'spoilt'; }, configurable: true})`,
  'Date.prototype.toJSON': `Date.prototype.toJSON = function () { return 'spoilt'; }`,
  'enumerable keys on Object.prototype': `Object.prototype.foo = 'bar'; Object.prototype.extend = function () {};`,
  'enumerable keys on Array.prototype': `Array.prototype.each = function () {}; Array.prototype.include = function () {};`,
  'frozen prototypes': `for (const type of [Object, Array, Function, String, Number, Promise, Map, Set, Error, RegExp, Date]) { Object.freeze(type.prototype); Object.freeze(type); }`,
};

/** What a page replaces after the kit has loaded. */
const patches: Record<string, string> = {
  'fetch, and the ways to parse and write JSON': `window.fetch = () => Promise.reject(new Error('patched'));
    JSON.stringify = () => '"patched"'; JSON.parse = () => ({});`,
  'timers': `window.setTimeout = window.setInterval = window.requestAnimationFrame = () => 0; window.clearTimeout = () => { throw new Error('patched'); };`,
  'Promise': `window.Promise = class { constructor() { throw new Error('patched'); } static resolve() { throw new Error('patched'); } };`,
  'indexedDB, locks and random numbers by throwing ones': `
    const bad = () => { throw new Error('patched'); };
    Object.defineProperty(window, 'BroadcastChannel', {value: bad, configurable: true});
    crypto.getRandomValues = bad; crypto.randomUUID = bad; Date.now = () => NaN; performance.now = bad;`,
};

/** The embed files under another folder, as another version. */
const otherVersion = (folder: string): Record<string, SitePage> =>
  Object.fromEntries(
    readdirSync(embedFolder, {recursive: true})
      .map(String)
      .filter(file => file.endsWith('.js'))
      .map(file => [folder + file, script(readFileSync(join(embedFolder, file), 'utf8').replaceAll('0.1.0', '9.9.9'))]),
  );

const loaded = (visit: Visit) => visit.page.waitForFunction(() => customElements.get('stagepost-nps'));

/**
 * A script that answers by plain steps, then asks for `done` and how much was said on the console, where it can see that. It
 * does so inside the page, by functions that it took before `spoil`: the tools that drive a page use the page's own.
 */
const walk = (spoil: string, done: string): string => `{
  const {setInterval, clearInterval, fetch} = window;
  const steps = ['input[value="9"]', '.choices input', 'textarea', 'button.main', '.state.sent'];
  let at = 0;
  const timer = setInterval(() => {
    const found = document.querySelector('stagepost-nps').shadowRoot?.querySelector(steps[at]);
    if (!found) return;
    if (at === 0) { ${spoil} }
    at++;
    if (found.localName === 'textarea') {
      found.value = 'plain steps';
      found.dispatchEvent(new Event('input', {bubbles: true}));
    } else if (at < steps.length) found.click();
    else {
      clearInterval(timer);
      fetch('${done}/' + (globalThis.stagepostSeen?.length ?? 0));
    }
  }, 50);
}`;

describe('host pages', () => {
  let host: Host;
  let walks = 0;
  beforeAll(async () => void (host = await startHost({hosts: ['intranet.test']})));
  afterEach(() => host.leave());
  after(() => host.stop());

  /** Opens a page that answers by itself, after `spoil` where that is given, and waits until it is sent. Gives what the endpoint holds. */
  async function answerPlainly(before: string, spoil = ''): Promise<[Visit, Item]> {
    const done = `/walked-${(walks += 1)}`;
    const files = {'/walk.js': script(walk(spoil, done)), [`${done}/0`]: script('')};
    const visit = await host.visit({html: `${host.tag()}${prompt}<script src="/walk.js"></script>`, files, before});
    const told = () => host.site.requests.find(({path}) => path.startsWith(done))?.path;
    for (let tries = 0; tries < 300 && !told(); tries++) await sleep(100);
    assert.equal(told(), `${done}/0`, `the page went its way, and nothing was said there; ${visit.errors.join()}`);
    const [item, ...more] = [...host.endpoint.held.values()].filter(({kind}) => kind === 'response');
    assert.deepEqual(more, []);
    const {answers, ...data} = item!.data as {answers: Record<string, Record<string, unknown>>};
    assert.equal(answers.score!.value, 9);
    assert.equal(answers.comment!.value, 'plain steps');
    assert.equal((answers.causes!.values as string[]).length, 1);
    assert.equal(/spoilt|patched|"foo"|"each"/.test(JSON.stringify(data)), false);
    return [visit, item!];
  }

  for (const [name, before] of Object.entries(pollutions))
    it(`prototypes: ${name}`, async () => {
      const [visit] = await answerPlainly(before);
      assert.deepEqual(visit.errors, []);
      assert.deepEqual(visit.messages, []);
    });

  for (const [name, code] of Object.entries(patches))
    it(`patched after the kit loaded: ${name}`, async () => {
      const [visit] = await answerPlainly('', code);
      assert.deepEqual(visit.errors, []);
      assert.deepEqual(visit.messages, []);
    });

  it('the kit twice, same version from two folders: the first stays', async () => {
    const visit = await host.visit({
      html: `${host.tag()}${host.tag('', 'type="module"', '/deep/er/stagepost.js')}${prompt}`,
    });
    await visit.answer();
    assert.deepEqual(visit.errors, []);
    assert.equal(visit.messages.length, 1);
    assert.match(visit.messages[0]!, /version 0\.1\.0 leaves the page to 0\.1\.0/);
  });

  it('two versions of the kit, one tag each: the first stays, one message names both', async () => {
    const visit = await host.visit({
      html: `${host.tag('', '')}${host.tag('', '', '/v9/stagepost.js')}${prompt}`,
      files: otherVersion('/v9/'),
    });
    await visit.answer();
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(visit.messages, ['stagepost: version 9.9.9 leaves the page to 0.1.0.']);
  });

  it('two versions of the kit, both registering their elements: the first stays, one message names both', async () => {
    const visit = await host.visit({
      html: `<script type="module" src="/late.js"></script>${host.tag()}${prompt}`,
      files: {
        ...otherVersion('/v9/'),
        '/late.js': script(
          `await customElements.whenDefined('stagepost-nps'); await import('/v9/nps.js'); window.both = true;`,
        ),
      },
    });
    await visit.page.waitForFunction('window.both');
    await visit.answer();
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(
      visit.messages.map(text => [text.includes('0.1.0'), text.includes('9.9.9')]),
      [[true, true]],
      visit.messages.join('\n'),
    );
  });

  it('plain http on an intranet name: no secure context, no locks, no randomUUID, and the whole flow works', async () => {
    const visit = await host.visit({html: host.tag() + prompt, origin: port => `http://intranet.test:${port}`});
    assert.deepEqual(await visit.page.evaluate(() => [isSecureContext, 'locks' in navigator, 'randomUUID' in crypto]), [
      false,
      false,
      false,
    ]);
    await visit.answer();
    await visit.quiet();
  });

  it('elements added later, in nested open shadow roots, and by <div data-stagepost>', async () => {
    const visit = await host.visit({
      html: `${host.tag()}<div data-stagepost="nps" data-survey="boxed"><a href="#form">By form</a></div>`,
    });
    const first = await visit.answer();
    assert.equal((first.data as {survey: string}).survey, 'boxed');
    await visit.page.evaluate(() => {
      document.querySelector('[data-stagepost]')!.remove();
      const outer = document.createElement('div');
      const inner = document.createElement('section');
      outer.attachShadow({mode: 'open'}).append(inner);
      inner.attachShadow({mode: 'open'}).innerHTML = '<stagepost-nps survey="deep"></stagepost-nps>';
      document.body.append(outer);
    });
    const second = await visit.answer();
    assert.equal((second.data as {survey: string}).survey, 'deep');
    await visit.quiet();
  });

  it('without JavaScript, and where our files do not arrive, the content stays readable', async () => {
    const html = `${host.tag()}<stagepost-nps survey="x"><p>Tell us at <a href="/form">our form</a>.</p></stagepost-nps>
      <div data-stagepost="nps"><p>Boxed text</p></div>`;
    const plain = await host.visit({html, javascript: false});
    assert.match(await plain.page.$eval('body', body => body.innerText), /Tell us at our form\.[^]*Boxed text/);
    for (const file of ['/stagepost/nps.js']) host.site.broken.add(file);
    const cut = await host.visit({html});
    await cut.page.waitForFunction(() => window.stagepost);
    await sleep(300);
    assert.match(await cut.page.$eval('body', body => body.innerText), /Tell us at our form\.[^]*Boxed text/);
    assert.deepEqual(cut.errors, []);
  });

  for (const [name, html, wanted] of [
    [
      'a malformed definition',
      '<stagepost-nps survey="x"><script type="application/json">{"questions": oops}</script></stagepost-nps>',
      /definition/,
    ],
    [
      'a definition of another shape',
      '<stagepost-nps survey="x"><script type="application/json">{"questions": 7}</script></stagepost-nps>',
      /definition/,
    ],
    [
      'an unknown attribute value',
      '<stagepost-nps survey="x" consent="perhaps"></stagepost-nps>',
      /consent.*pending, granted, denied/,
    ],
    ['an endpoint that is no URL', '<stagepost-nps survey="x" endpoint="ftp//nowhere"></stagepost-nps>', /endpoint/],
    ['no endpoint at all', 'BARE<stagepost-nps survey="x"></stagepost-nps>', /endpoint/],
  ] as const)
    it(`bad input: ${name}: one clear message, and the page works`, async () => {
      const tag = html.startsWith('BARE')
        ? '<script type="module" src="/stagepost/stagepost.js"></script>'
        : host.tag();
      const visit = await host.visit({html: `${tag}${html.replace('BARE', '')}<p id="own">Host</p>`});
      await loaded(visit);
      await sleep(300);
      const bare = html.startsWith('BARE');
      if (bare) {
        // Without an endpoint the visitor is asked nothing that cannot be kept, or is told when sending.
        await visit.page.evaluate(() => {
          const root = document.querySelector('stagepost-nps')!.shadowRoot!;
          root.querySelector<HTMLElement>('input[value="9"]')?.click();
        });
        await sleep(200);
        await visit.page.evaluate(() =>
          document.querySelector('stagepost-nps')!.shadowRoot!.querySelector<HTMLElement>('button.main')?.click(),
        );
        await sleep(200);
      }
      // A busy machine takes its time for the first one; a second one would follow it at once.
      await until(() => visit.messages.length > 0, 'a message of what is wrong');
      await sleep(300);
      assert.deepEqual(visit.errors, []);
      assert.equal(visit.messages.length, 1, visit.messages.join('\n'));
      assert.match(visit.messages[0]!, wanted);
      assert.equal(await visit.page.$eval('#own', own => own.textContent), 'Host');
    });
});
