/** What a screen reader meets of a whole map: the accessibility tree as the browser itself gives it. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import type {Page, SerializedAXNode} from 'puppeteer-core';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {chromiumOnly, startBrowser, type TestBrowser} from '../support/browser.js';
import {startProgram, type Program} from '../support/program.js';

const map = JSON.parse(readFileSync(new URL('../../src/templates/shop.json', import.meta.url), 'utf8')) as JourneyMap;
const signed = (score: number): string => (score > 0 ? `+${score}` : `${score}`.replace('-', '−'));

describe('the accessibility tree of a map', {skip: chromiumOnly('it reads the tree by its protocol')}, () => {
  let browser: TestBrowser;
  let demo: Program;
  let nodes: SerializedAXNode[];

  before(async () => {
    browser = await startBrowser();
    demo = await startProgram('dist/demo/server.js', [], /ready at (http:\S+)/, {PORT: '0'});
    const page = (await browser.newPage()) as Page;
    await page.goto(new URL('/intranet.html?map=shop', demo.found).href);
    await page.waitForFunction(() =>
      document.querySelector('stagepost-journey-map')?.shadowRoot?.querySelector('.grid'),
    );
    const flat = (node: SerializedAXNode): SerializedAXNode[] => [node, ...(node.children ?? []).flatMap(flat)];
    nodes = flat((await page.accessibility.snapshot({interestingOnly: false, includeIframes: false}))!);
  });
  after(async () => {
    await demo.stop();
    await browser.stop();
  });

  const named = (role: string | RegExp) =>
    nodes
      .filter(node => (typeof role === 'string' ? node.role === role : role.test(node.role)))
      .map(({name}) => name ?? '');
  const lacks = (texts: readonly string[], names: readonly string[]) =>
    texts.filter(text => !names.some(name => name.replace(/\s+/g, ' ').includes(text)));

  it('is a table with a caption', () => {
    assert.equal(nodes.filter(({role}) => role === 'table').length, 1);
    assert.ok(named(/^(?:caption|table)$/i).some(name => name.includes(map.title)) || nodes.some(({role, name}) => role === 'StaticText' && name?.includes(map.title))); // prettier-ignore
  });

  it('has every stage, step and lane as a head', () => {
    assert.deepEqual(lacks(map.stages.map(({name}) => name), named('columnheader')), []); // prettier-ignore
    assert.deepEqual(lacks(map.steps.map(({name}) => name), named('columnheader')), []); // prettier-ignore
    assert.deepEqual(lacks(map.lanes!.map(({title}) => title), named('rowheader')), []); // prettier-ignore
  });

  it('says every score in words, with whose it is', () => {
    const words = ['very unhappy', 'unhappy', 'neutral', 'happy', 'very happy'];
    const scores = map.steps.flatMap(({emotions = []}) =>
      emotions.map(({personaId, score}) => {
        const who = map.personas!.find(({id}) => id === personaId)!.name;
        return `${who}: ${signed(score)}, ${words[score + 2]!}`;
      }),
    );
    assert.ok(scores.length > 30, `${scores.length}`);
    // The parts of a name are joined by blanks.
    const said = named('button').map(name => name.replaceAll(' ,', ','));
    assert.deepEqual(lacks(scores, said), []);
    for (const score of new Set(scores))
      assert.equal(
        said.filter(name => name.startsWith(score)).length,
        scores.filter(one => one === score).length,
        score,
      );
  });

  it('says how severe each pain point is, and names every item as a button', () => {
    const pains = map.painPoints!.map(({title, severity}) => `Severity ${severity} of 5 ${title}`);
    assert.deepEqual(lacks(pains, named('button')), []);
    assert.deepEqual(
      named('button').filter(name => !name.trim()),
      [],
    );
  });
});
