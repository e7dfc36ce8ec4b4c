/** What the loader does where a browser remembers that an import failed, as Firefox does before version 155. */
import {expect, waitUntil} from '@open-wc/testing';
import {modules} from '../../src/embed/modules.js';

let count = 0;

describe('the loader', () => {
  for (const [kind, what] of [
    ['busy', 'answers with an error'],
    ['cut', 'cuts the connection'],
  ] as const)
    it(`imports a file once the network is back: a server that ${what}`, async () => {
      const told: string[] = [];
      const name = `part${++count}`;
      const base = `${location.origin}/flaky/${kind}/loader.js`;
      const need = modules(base, text => void told.push(text));
      const loaded = need(name) as Promise<{default: string}>;
      const asked = async () =>
        Number(await (await fetch(`/flaky/${kind}/${name}.js?asked`, {cache: 'no-store'})).text());
      await waitUntil(() => told.length, 'told');
      expect(told[0]).to.contain(`/flaky/${kind}/${name}.js did not load; retrying`);
      // Still away: asked for again, in vain, and not told again.
      const before = await asked();
      dispatchEvent(new Event('online'));
      await waitUntil(async () => (await asked()) > before, 'asked for again');
      // It must have failed before it is mended, and the page sees that a little later.
      await new Promise(done => setTimeout(done, 200));
      expect(told).to.have.length(1);
      await fetch(`/flaky/${kind}/${name}.js?mend`);
      dispatchEvent(new Event('online'));
      expect((await loaded).default).to.equal('here');
      expect(await need(name)).to.equal(await loaded);
    });
});
