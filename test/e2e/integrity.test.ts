/** Subresource Integrity: the fingerprints that the build writes, as a browser takes them. */
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {filesIn} from '../../src/tools/embed.mjs';
import {engine} from '../support/browser.js';
import {startHost, type Host} from '../support/host.js';
import {embedFolder, startSite, type Site} from '../support/site.js';
import {until} from '../support/until.js';

const integrity = JSON.parse(readFileSync(join(embedFolder, 'integrity.json'), 'utf8')) as Record<string, string>;
const prompt = '<stagepost-nps survey="after-purchase"></stagepost-nps>';

describe('the integrity of the embed files', () => {
  let host: Host;
  /** The files on an origin of their own, with CORS; what a test puts in the place of one is another file. */
  let cdn: Site;
  before(async () => {
    host = await startHost();
    cdn = await startSite({folders: {'/cdn/': embedFolder}});
  });
  afterEach(async () => {
    cdn.pages.clear();
    await host.leave();
  });
  after(async () => {
    await host.stop();
    await cdn.close();
  });

  const tag = (kind: string) =>
    host.tag(`integrity="${integrity['stagepost.js']}" crossorigin="anonymous"`, kind, `${cdn.url}/cdn/stagepost.js`);
  /** An import map with the fingerprint of each file at its address. */
  const map = (folder: string) =>
    `<script type="importmap">${JSON.stringify({
      integrity: Object.fromEntries(
        Object.entries(integrity).flatMap(([file, sum]) => (file.endsWith('.js') ? [[folder + file, sum]] : [])),
      ),
    })}</script>`;
  const change = (file: string): void => {
    cdn.pages.set(`/cdn/${file}`, {
      html: `${readFileSync(join(embedFolder, file), 'utf8')}\nglobalThis.changed = true;`,
      type: 'text/javascript; charset=utf-8',
      headers: {'Access-Control-Allow-Origin': '*'},
    });
  };

  it('is that of each script and style sheet', () => {
    const scripts = filesIn(embedFolder).filter(file => /\.(js|css)$/.test(file));
    assert.deepEqual(Object.keys(integrity), scripts);
    for (const file of scripts) {
      const sum = createHash('sha384')
        .update(readFileSync(join(embedFolder, file)))
        .digest('base64');
      assert.equal(integrity[file], `sha384-${sum}`, file);
    }
  });

  for (const kind of ['type="module"', 'defer']) {
    it(`lets a loader from another origin in that is ours (${kind})`, async () => {
      const visit = await host.visit({html: tag(kind) + prompt});
      await visit.answer();
      await visit.quiet();
    });

    it(`keeps a loader out that was changed (${kind})`, async () => {
      change('stagepost.js');
      const visit = await host.visit({html: tag(kind) + prompt});
      assert.deepEqual(await visit.page.evaluate(() => ['stagepost' in window, 'changed' in window]), [false, false]);
      // What a browser says by itself is not heard there.
      if (engine !== 'webkit') assert.match(visit.messages.join('\n'), /integrity/);
    });
  }

  it('of an import map lets in what the loader imports, and keeps out what was changed', async () => {
    const html = map(`${cdn.url}/cdn/`) + tag('type="module"') + prompt;
    const visit = await host.visit({html});
    await visit.answer();
    await visit.quiet();
    change('nps.js');
    const second = await host.visit({html});
    await until(() => second.messages.some(text => /nps\.js did not load/.test(text)), 'a word of the loader');
    const kept = await second.page.evaluate(() => !('changed' in window) && !customElements.get('stagepost-nps'));
    assert.equal(kept, true);
  });

  it('of the loader alone does not reach what the loader imports', async () => {
    change('nps.js');
    const visit = await host.visit({html: tag('type="module"') + prompt});
    await visit.page.waitForFunction('globalThis.changed');
  });
});
