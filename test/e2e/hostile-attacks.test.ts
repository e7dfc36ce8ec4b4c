/** Style sheets made to hurt: the prompt looks as it does on a clean page. */
import assert from 'node:assert/strict';
import {after, before as beforeAll, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {attacks, reaches} from '../support/hostile/attacks.js';
import {serveChanged} from '../support/hostile/changed-build.js';
import {Look, most, plainPage, states, type Difference} from '../support/hostile/look.js';
import {startChromiumHost} from '../support/host.js';

const chromium = {skip: chromiumOnly('it compares pictures in colours and a scale that it sets')};

const view = {width: 1280, scheme: 'light'} as const;
const dark = {width: 320, scheme: 'dark'} as const;

const page = (css = '', before = '<p>Host</p>') => plainPage(css, before);

const listed = (found: readonly Difference[], sheets: Readonly<Record<string, string>>): string[] =>
  found
    .filter(({share}) => share > most)
    .map(({state, sheet}) => `${Object.entries(sheets).find(([, css]) => css === sheet)?.[0]} (${state})`);

describe('the prompt under style sheets that attack', chromium, () => {
  let look: Look;
  beforeAll(async () => void (look = new Look(await startChromiumHost())));
  after(() => look.host.stop());

  it(`looks the same under each of ${Object.keys(attacks).length}, in each state`, async () => {
    const found = await look.differences({html: page()}, [view], states, Object.values(attacks));
    assert.deepEqual(listed(found, attacks), []);
  });

  it('looks the same also in the dark, in little room, and from right to left', async () => {
    // An upright page that scrolls to the left of its origin cannot be photographed; one of shrunken boxes has no room for us.
    const {'direction of writing': _, 'display of every element: flex': __, ...others} = attacks;
    const found = await look.differences({html: page(), dir: 'rtl'}, [dark], ['open'], Object.values(others));
    assert.deepEqual(listed(found, attacks), []);
  });

  it('is there once it is defined, whatever a page did with elements that are not', async () => {
    const css = `:not(:defined) { display: none; opacity: 0; visibility: hidden } [un-cloak]:not(:defined) { display: none }`;
    assert.deepEqual(listed(await look.differences({html: page(css)}, [view], ['empty']), {css}), []);
  });

  it('stands beside what floats, and lets nothing into its box', async () => {
    const before = '<div style="float: left; inline-size: 200px; block-size: 300px; background: red">Host</div>';
    assert.deepEqual(listed(await look.differences({html: page('', before)}, [view], ['open']), {}), []);
  });

  it('is caught where the box forgets nothing of the page', async () => {
    const folder = serveChanged(look.host, '/forgetful/', code => code.replace(/\ball:\s*initial;?/, ''));
    const found = await look.differences({html: page(), folder}, [view], ['open'], Object.values(attacks));
    const caught = listed(found, attacks).join('\n');
    for (const name of ['spacing and case of text', 'colour of text', 'visibility, pointer and selection'])
      assert.match(caught, new RegExp(name));
  });

  it('follows the page where it changes the element as a whole, as an owner may', async () => {
    const found = await look.differences({html: page()}, [view], ['empty'], Object.values(reaches));
    assert.deepEqual(
      listed(found, reaches),
      Object.keys(reaches).map(name => `${name} (empty)`),
    );
  });

  it('is hidden by the attribute hidden, and by an ancestor that is', async () => {
    const visit = await look.open({html: page()});
    const shown = () =>
      visit.page.$eval('stagepost-nps', ({shadowRoot}) => shadowRoot!.querySelector('.box')!.checkVisibility());
    assert.equal(await shown(), true);
    await visit.page.$eval('stagepost-nps', element => void ((element as HTMLElement).hidden = true));
    assert.equal(await shown(), false);
    await visit.page.evaluate(() => {
      document.querySelector<HTMLElement>('stagepost-nps')!.hidden = false;
      document.body.style.display = 'none';
    });
    assert.equal(await shown(), false);
  });
});
