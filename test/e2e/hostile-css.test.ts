/** Pages under the style sheets of others: the prompt looks as it does on a clean page, and the page as it does without us. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before as beforeAll, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {Look, most, share, type View} from '../support/hostile/look.js';
import {hostilePackages, wanted} from '../support/hostile/packages.js';
import {content, realPages, sheets} from '../support/hostile/sheets.js';
import {portrait, type Portrait} from '../support/hostile/untouched.js';
import {startChromiumHost, type ChromiumHost} from '../support/host.js';
import {sharedPath} from '../support/shared-data.js';

const chromium = {skip: chromiumOnly('it compares pictures in colours and a scale that it sets')};

/** Every pair of width, scheme and direction. */
const views: Readonly<Record<'ltr' | 'rtl', readonly View[]>> = {
  ltr: [{width: 1280, scheme: 'light'}, {width: 320, scheme: 'dark'}],
  rtl: [{width: 1280, scheme: 'dark'}, {width: 320, scheme: 'light'}],
}; // prettier-ignore

const ours = ['stagepost', 'stagepost.page.1', 'stagepost.tt', 'stagepostQueue'];
const under = (head: string): string =>
  `<!doctype html><html><head><meta charset="utf-8" /><title>x</title>${head}</head><body>${content}HERE${content}</body></html>`;

describe('the hostile packages', () => {
  const table = sharedPath('hostile-css/PACKAGES.tsv');
  it('are the ones of the list, in its versions', {skip: !table}, () => {
    const rows = readFileSync(table!, 'utf8').trim().split('\n').slice(1).map(line => line.split('\t')); // prettier-ignore
    assert.equal(rows.length, 13);
    assert.deepEqual({...wanted()}, Object.fromEntries(rows.map(([name, version]) => [name!, version!])));
  });
  it('are each linked by a page', () => {
    assert.deepEqual(sheets.map(sheet => sheet.package).sort(), Object.keys(wanted()).sort());
  });
});

describe('a page of others', chromium, async () => {
  const folder = await hostilePackages();
  const skip = folder ? false : 'the packages of test/hostile are not installed';
  const pages = folder ? realPages(folder) : [];
  let host: ChromiumHost;
  let look: Look;
  beforeAll(async () => {
    if (!folder) return;
    // What a page fetches from elsewhere is not there.
    const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    host = await startChromiumHost({args}, {'/hostile/': folder});
    look = new Look(host);
  });
  after(() => host?.stop());

  for (const {package: name, head} of sheets)
    it(`under ${name}: the prompt is the same in each state`, {skip}, async () => {
      for (const dir of ['ltr', 'rtl'] as const) {
        const found = await look.differences({html: under(head), dir}, views[dir]);
        assert.equal(found.length, 8);
        assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
      }
    });

  for (const [at, {package: name, head}] of sheets.entries())
    it(`under ${name}: the popup is the same in each state`, {skip}, async () => {
      const view = [...views.ltr, ...views.rtl][at % 4]!;
      const dir = at % 4 < 2 ? 'ltr' : 'rtl';
      // At the top its edge is on a whole pixel: a browser rounds what stands between two by what it painted before.
      const attributes = 'mode="popup" placement="top-end"';
      const found = await look.differences({html: under(head), dir, attributes}, [view]);
      assert.equal(found.length, 4);
      assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
    });

  for (const [at, {name, html}] of pages.entries())
    it(`${name}: the prompt is the same in its midst`, {skip}, async () => {
      const view: View = {width: at % 2 ? 320 : 1280, scheme: 'light'};
      const found = await look.differences({html}, [view], ['empty', 'open']);
      assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
    });

  /** Where a page is another one with us on it. */
  async function changes(html: string, tag: string): Promise<string[]> {
    const [without, with_] = [await portrait(host, html, ''), await portrait(host, html, tag)];
    const {picture, globals, ...rest} = with_;
    const facts = Object.keys(rest) as (keyof typeof rest)[];
    const differ = (key: keyof Portrait): boolean => JSON.stringify(with_[key]) !== JSON.stringify(without[key]);
    return [
      ...facts.filter(differ),
      ...(share(picture, without.picture) ? ['picture'] : []),
      ...globals.filter(key => !without.globals.includes(key) && !ours.includes(key)),
    ];
  }

  for (const {name, html} of [
    ...sheets.map(sheet => ({name: sheet.package, html: under(sheet.head)})),
    ...pages.slice(0, 5),
  ])
    it(`${name}: is the page that it is without us`, {skip}, async () => {
      assert.deepEqual(await changes(html, host.tag()), []);
    });

  it('is noticed where a script changes it', {skip}, async () => {
    const meddle = `<script>
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { --stagepost-x: 1 } p { color: red }');
      document.adoptedStyleSheets.push(sheet);
      window.leaked = 1;
      Element.prototype.append = function () {};
    </script>`;
    const found = await changes(under(sheets[0]!.head), host.tag() + meddle);
    assert.deepEqual(found.sort(), ['adopted', 'children', 'custom', 'leaked', 'patched', 'picture', 'styles']);
  });
});
