/** Forced colours, which the element tests' launcher cannot emulate: axe in each state, and what is chosen is told without any colour. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import type {AxeResults} from 'axe-core';
import {chromiumOnly} from '../support/browser.js';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {reach, states} from '../support/hostile/look.js';
import {startChromiumHost, type ChromiumHost} from '../support/host.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('in forced colours', {skip: chromiumOnly('it forces colours, as the element tests do there')}, () => {
  let host: ChromiumHost;
  beforeAll(async () => void (host = await startChromiumHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  async function visit(lang: string, scheme: string) {
    const {page} = await host.visit({
      html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8" /><title>Test</title></head>
        <body>${host.tag()}<stagepost-nps survey="forced"></stagepost-nps></body></html>`,
    });
    const cdp = await page.createCDPSession();
    const features = [
      {name: 'forced-colors', value: 'active'},
      {name: 'prefers-color-scheme', value: scheme},
      {name: 'prefers-reduced-motion', value: 'reduce'},
    ];
    await cdp.send('Emulation.setEmulatedMedia', {features});
    assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
    await page.waitForFunction(
      wanted =>
        document.querySelector('stagepost-nps')?.shadowRoot?.querySelector<HTMLElement>('.box')?.lang === wanted,
      {},
      lang,
    );
    await page.evaluate(axe);
    return page;
  }

  for (const lang of ['en', 'de', 'ar', 'ja'])
    for (const scheme of ['light', 'dark'])
      it(`axe finds nothing: ${lang}, ${scheme}, in each state`, async () => {
        const page = await visit(lang, scheme);
        for (const state of states) {
          await reach(page, state);
          // In the dark axe takes the page's canvas for white; what the browser forces is checked below.
          const found = (await page.evaluate(
            `axe.run('stagepost-nps', {resultTypes: ['violations'], rules: {'color-contrast': {enabled: ${scheme === 'light'}}}})`,
          )) as AxeResults;
          assert.deepEqual(
            found.violations.map(({id, nodes}) => `${state}: ${id} ${nodes[0]?.html}`),
            [],
          );
        }
      });

  it('has the browser paint each text in a colour of its own choice', async () => {
    const page = await visit('en', 'dark');
    for (const state of states.slice(0, 3)) await reach(page, state);
    const inks = await page.$eval('stagepost-nps', ({shadowRoot}) => {
      const parts = shadowRoot!.querySelectorAll('legend, label, small, p, button, .box');
      return [...new Set([...parts].map(part => getComputedStyle(part).color))];
    });
    const surface = await page.$eval(
      'stagepost-nps',
      ({shadowRoot}) => getComputedStyle(shadowRoot!.querySelector('.box')!).backgroundColor,
    );
    assert.equal(surface, 'rgb(0, 0, 0)');
    assert.deepEqual(inks, ['rgb(255, 255, 255)']);
  });

  it('leaves explain() to judge the colours of the theme, not those that are forced', async () => {
    const page = await visit('en', 'light');
    const look = () => page.$eval('stagepost-nps', async element => (await (element as StagepostNps).explain()).looks);
    assert.deepEqual(await look(), []);
    await page.evaluate(() => document.documentElement.style.setProperty('--stagepost-color-muted', '#ccc'));
    assert.deepEqual(
      (await look()).map(words => words.split(':')[0]),
      ['muted on surface'],
    );
  });

  it('tells what is chosen without any colour', async () => {
    const page = await visit('en', 'light');
    for (const state of states.slice(0, 3)) await reach(page, state);
    const borders = await page.$eval('stagepost-nps', ({shadowRoot}) => {
      const of = (selector: string) => getComputedStyle(shadowRoot!.querySelector(selector)!);
      return {
        chosen: of('[name=score]:checked').borderTopWidth,
        other: of('[name=score]:not(:checked)').borderTopWidth,
        cause: of('.choices label:has(:checked)').outlineStyle,
        none: of('.choices label:not(:has(:checked))').outlineStyle,
      };
    });
    assert.deepEqual(borders, {chosen: '4px', other: '1px', cause: 'solid', none: 'none'});
    await reach(page, 'thanks');
    const hole = await page.$eval('stagepost-nps', ({shadowRoot}) => {
      const {width, paddingLeft} = getComputedStyle(shadowRoot!.querySelector('.sent')!, '::before');
      return [width, paddingLeft];
    });
    assert.deepEqual(hole, ['0px', '0px'], 'the circle of what was sent is full');
  });
});
