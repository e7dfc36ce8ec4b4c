/** A visitor's first visit in each engine, where the network, the secure context or the storage of the device is missing. */
import assert from 'node:assert/strict';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import type {Item} from '../../src/schema/wire.js';
import {startHost, type Host, type Visit} from '../support/host.js';
import {PromptVisitor} from '../support/prompt.js';

const prompt = '<stagepost-nps survey="visit"></stagepost-nps>';

/** What a device may lack, taken away before anything else runs. */
const noDatabase = `Object.defineProperty(globalThis, 'indexedDB', {get: () => undefined, configurable: true});`;
const noStorage = `for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(globalThis, name, {get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }, configurable: true});`;

describe('a visit', () => {
  let host: Host;
  beforeAll(async () => void (host = await startHost({hosts: ['intranet.test']})));
  afterEach(async () => {
    await host.endpoint.up();
    await host.leave();
  });
  after(() => host.stop());

  const intranet = (port: number) => `http://intranet.test:${port}`;
  const responses = (): Item[] => [...host.endpoint.held.values()].filter(({kind}) => kind === 'response');
  const scores = (): unknown[] =>
    responses()
      .map(({data}) => (data as unknown as {answers: {score: {value: number}}}).answers.score.value)
      .sort();
  const commits = () => host.endpoint.commits.filter(({id}) => host.endpoint.held.get(id)?.kind === 'response');
  /** Back on the network, as the browser would say it. */
  const online = async (visit: Visit): Promise<void> => {
    await host.endpoint.up();
    await visit.page.evaluate(() => void dispatchEvent(new Event('online')));
  };

  it('with the endpoint out of reach: kept on the device, sent when it is back, once', async () => {
    const visit = await host.visit({html: host.tag() + prompt});
    const visitor = new PromptVisitor(visit.page);
    await visitor.score(9);
    await visitor.cause('support');
    await visitor.write('Kept – ünïcode 🎈 ไทย');
    await host.endpoint.down();
    await visitor.send();
    await visitor.stands('Saved on this device');
    assert.deepEqual(scores(), []);
    await online(visit);
    await visitor.stands('Sent');
    assert.deepEqual(scores(), [9]);
    assert.deepEqual(visit.errors, []);
  });

  it('with a reload in the middle: what was entered is there, and what waits is sent', async () => {
    const visit = await host.visit({html: host.tag() + prompt});
    const visitor = new PromptVisitor(visit.page);
    await visitor.score(4);
    await visitor.write('Half a sentence that');
    await visit.page.reload();
    assert.equal(await visitor.written(), 'Half a sentence that');
    await host.endpoint.down();
    await visitor.send();
    await visitor.stands('Saved on this device');
    await host.endpoint.up();
    await visit.page.reload();
    await host.endpoint.until(() => responses().length > 0);
    assert.deepEqual(scores(), [4]);
    assert.equal(commits().length, 1);
  });

  it('that ends with the answer taken back', async () => {
    const visit = await host.visit({html: host.tag() + prompt});
    const visitor = new PromptVisitor(visit.page);
    await visitor.score(2);
    await visitor.send();
    await visitor.stands('Sent');
    const [{id}] = responses() as [Item];
    await (await visitor.find('button.quiet')).click();
    await visitor.stands('Your answer was taken back');
    assert.equal(host.endpoint.held.get(id)?.kind === 'response', false);
    await visit.quiet();
  });

  it('on plain http under a name: two tabs at once, a reload, and no answer twice', async () => {
    const html = host.tag() + prompt;
    const first = await host.visit({html, origin: intranet});
    const second = await host.visit({html, origin: intranet, beside: first});
    const lacks = () => [isSecureContext, 'locks' in navigator, 'randomUUID' in crypto];
    assert.deepEqual(await first.page.evaluate(lacks), [false, false, false]);
    await host.endpoint.down();
    for (const [visit, score] of [
      [first, 9],
      [second, 3],
    ] as const) {
      await visit.page.bringToFront();
      const visitor = new PromptVisitor(visit.page);
      await visitor.score(score);
      await visitor.send();
      await visitor.stands('Saved on this device');
    }
    await host.endpoint.up();
    await first.page.reload();
    await Promise.all([online(first), online(second)]);
    await new PromptVisitor(second.page).stands('Sent');
    await host.endpoint.until(() => responses().length === 2);
    assert.deepEqual(scores(), [3, 9]);
    assert.equal(commits().length, 2);
    for (const {id} of responses()) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    assert.deepEqual([...first.errors, ...second.errors], []);
  });

  it('without IndexedDB: kept in this browser, said so, and sent after a reload', async () => {
    const visit = await host.visit({html: host.tag() + prompt, before: noDatabase});
    const visitor = new PromptVisitor(visit.page);
    await visitor.score(8);
    await host.endpoint.down();
    await visitor.send();
    await visitor.stands('Kept until you close this browser');
    await host.endpoint.up();
    await visit.page.reload();
    await host.endpoint.until(() => responses().length > 0);
    assert.deepEqual(scores(), [8]);
    assert.deepEqual(visit.errors, []);
  });

  it('without IndexedDB and web storage: kept in the tab, said so, and sent from there', async () => {
    const visit = await host.visit({html: host.tag() + prompt, before: noDatabase + noStorage});
    const visitor = new PromptVisitor(visit.page);
    await visitor.score(0);
    await host.endpoint.down();
    await visitor.send();
    await visitor.stands('Kept only in this tab');
    await online(visit);
    await visitor.stands('Sent');
    assert.deepEqual(scores(), [0]);
    assert.deepEqual(visit.errors, []);
  });
});
