/** On pages of others the prompt looks as it does on a clean page, and the page as it does without us. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {most, share, type View} from '../support/hostile/look.js';
import {realPages, sheets, under} from '../support/hostile/sheets.js';
import {hostileStage} from '../support/hostile/stage.js';
import {portrait, type Portrait} from '../support/hostile/untouched.js';

const chromium = {skip: chromiumOnly('it compares pictures in colours and a scale that it sets')};

const ours = ['stagepost', 'stagepost.page.1', 'stagepost.tt', 'stagepostQueue'];

describe('a page of others', chromium, async () => {
  const stage = await hostileStage();
  const {skip, folder} = stage;
  const pages = folder ? realPages(folder) : [];

  for (const [at, {name, html}] of pages.entries())
    it(`${name}: the prompt is the same in its midst`, {skip}, async () => {
      const view: View = {width: at % 2 ? 320 : 1280, scheme: 'light'};
      const found = await stage.look.differences({html}, [view], ['empty', 'open']);
      assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
    });

  /** Where a page is another one with us on it. */
  async function changes(html: string, tag: string): Promise<string[]> {
    const [without, with_] = [await portrait(stage.host, html, ''), await portrait(stage.host, html, tag)];
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
      assert.deepEqual(await changes(html, stage.host.tag()), []);
    });

  it('is noticed where a script changes it', {skip}, async () => {
    const meddle = `<script>
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { --stagepost-x: 1 } p { color: red }');
      document.adoptedStyleSheets.push(sheet);
      window.leaked = 1;
      Element.prototype.append = function () {};
    </script>`;
    const found = await changes(under(sheets[0]!.head), stage.host.tag() + meddle);
    assert.deepEqual(found.sort(), ['adopted', 'children', 'custom', 'leaked', 'patched', 'picture', 'styles']);
  });
});
