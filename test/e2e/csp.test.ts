/** Strict pages: no nonce, Trusted Types enforced, and a second Lit beside ours. */
import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import {startHost, script, type Host} from '../support/host.js';

const prompt = '<stagepost-nps survey="after-purchase"></stagepost-nps><stagepost-sync-status></stagepost-sync-status>';

/** A page's own element, with a Lit of its own as it comes from npm. */
const otherLit = async (): Promise<string> => {
  const {outputFiles} = await build({
    stdin: {
      contents: `import {LitElement, html, css} from 'lit';
        customElements.define('other-lit', class extends LitElement {
          static styles = css\`p { color: rgb(1, 2, 3) }\`;
          render() { return html\`<p>\${'other'}</p>\`; } });`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    conditions: ['production'],
    write: false,
  });
  return outputFiles[0]!.text;
};

describe('a strict Content-Security-Policy', () => {
  let host: Host;
  before(async () => void (host = await startHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  const policy = (more = '') => ({
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${new URL(host.endpoint.url).origin}; require-trusted-types-for 'script'${more}`,
  });

  for (const [name, more] of [
    ['without a list of policies', ''],
    ['that lists our policy', '; trusted-types stagepost-lit'],
  ] as const)
    for (const kind of ['type="module"', 'defer'])
      it(`holds through the whole flow, ${name} (${kind})`, async () => {
        const visit = await host.visit({html: `${host.tag('', kind)}${prompt}`, headers: policy(more)});
        await visit.answer();
        const color = await visit.page.$eval('stagepost-nps', element => {
          const box = element.shadowRoot!.querySelector('.box')!;
          return [element.shadowRoot!.adoptedStyleSheets.length > 0, getComputedStyle(box).display];
        });
        assert.equal(color[0], true, 'styles are applied without a style element');
        await visit.quiet();
      });

  it('is really enforced here: the page itself cannot set HTML from text', async () => {
    const visit = await host.visit({
      html: `<script src="/own.js"></script><p>Host</p>`,
      headers: policy(),
      files: {'/own.js': script(`try { document.body.innerHTML = 'x' } catch { window.refused = true }`)},
    });
    assert.equal(await visit.page.evaluate('window.refused'), true);
    assert.equal((await visit.violations()).length > 0, true);
  });

  it('that allows no policy of ours: one clear message, and the page works', async () => {
    const visit = await host.visit({
      html: `${host.tag()}${prompt}<p id="own">Host</p>`,
      headers: policy(`; trusted-types 'none'`),
    });
    await visit.page.waitForFunction(() => customElements.get('stagepost-nps'));
    await new Promise(resolve => void setTimeout(resolve, 300));
    const ours = visit.messages.filter(text => text.startsWith('stagepost'));
    assert.equal(ours.length, 1, visit.messages.join('\n'));
    assert.match(ours[0]!, /"stagepost-lit"/);
    assert.equal(await visit.page.$eval('#own', own => own.textContent), 'Host');
  });

  it('that names no policies and does not enforce them: works without ours', async () => {
    const headers = {'Content-Security-Policy': `script-src 'self'; trusted-types 'none'`};
    const visit = await host.visit({html: `${host.tag()}${prompt}`, headers});
    await visit.answer();
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(
      visit.messages.filter(text => text.startsWith('stagepost')),
      [],
    );
  });

  for (const order of ['before', 'after'] as const)
    for (const more of ['; trusted-types stagepost-lit lit-html', ''])
      it(`next to a second Lit that comes ${order} us${more && ', policies listed'}`, async () => {
        const own = '<script type="module" src="/other-lit.js"></script>';
        const visit = await host.visit({
          html: `<other-lit></other-lit>${order === 'before' ? own + host.tag() : host.tag() + own}${prompt}`,
          headers: policy(more),
          files: {'/other-lit.js': script(await otherLit())},
        });
        await visit.answer();
        const other = await visit.page.$eval('other-lit', element => {
          const text = element.shadowRoot!.querySelector('p')!;
          return [text.textContent, getComputedStyle(text).color];
        });
        assert.deepEqual(other, ['other', 'rgb(1, 2, 3)']);
        await visit.quiet();
      });

  it('two copies of the kit, both imported whole: one policy for both', async () => {
    const visit = await host.visit({
      html: `<script type="module" src="/both.js"></script>${host.tag('', 'type="module"', '/deep/er/stagepost.js')}${prompt}`,
      headers: policy('; trusted-types stagepost-lit'),
      files: {
        '/both.js': script(`await import('/stagepost/nps.js'); await import('/deep/er/nps.js'); window.both = true;`),
      },
    });
    await visit.page.waitForFunction('window.both');
    await visit.answer();
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(await visit.violations(), []);
  });
});
