/** `window.stagepost` with the real outbox: what is sent, held and forgotten under each consent. */
import assert from 'node:assert/strict';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import type {Item} from '../../src/schema/wire.js';
import {startHost, type Host, type Visit} from '../support/host.js';

interface Event {
  readonly name: string;
  readonly seq: number;
  readonly properties: Record<string, unknown>;
  readonly context: Record<string, unknown>;
}

const sleep = (ms: number) => new Promise(resolve => void setTimeout(resolve, ms));

describe('window.stagepost', () => {
  let host: Host;
  beforeAll(async () => void (host = await startHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  const open = async (more = '', html = '', before = ''): Promise<Visit> => {
    const visit = await host.visit({html: host.tag(more) + html, before});
    await visit.page.waitForFunction(() => window.stagepost);
    return visit;
  };
  const held = (kind: string): Item[] => [...host.endpoint.held.values()].filter(item => item.kind === kind);
  const events = (): Event[] =>
    held('event')
      .map(item => item.data as unknown as Event)
      .sort((a, b) => a.seq - b.seq);

  it('says once what is wrong with a queued call, and carries out the others', async () => {
    const queue = `[['tracc', 1], ['tracc', 2], ['toString'], null, 7, () => { throw new Error('own mistake'); }, ['track', 'Late']]`;
    const visit = await open('data-consent="granted"', '', `window.stagepostQueue = ${queue};`);
    await host.endpoint.until(() => events().some(({name}) => name === 'Late'));
    for (const call of ['tracc', 'toString'])
      assert.equal(visit.messages.filter(text => text.includes(`no call "${call}"`)).length, 1, call);
    assert.deepEqual(visit.errors, []);
  });

  it('sends behaviour events, with ids, once consent is granted', async () => {
    const visit = await open('data-consent="granted" data-journey="shop"');
    await visit.page.evaluate(async () => {
      await window.stagepost!.at({stage: 'basket', touchpoint: 'web'});
      await window.stagepost!.track('Added to cart', {price: 12});
      await window.stagepost!.at({stage: 'basket'});
      await window.stagepost!.at({stage: 'pay'});
      await window.stagepost!.flush();
    });
    await host.endpoint.until(() => held('event').length === 3);
    assert.deepEqual(
      events().map(({name, properties, context}) => [
        name,
        properties,
        context.journey,
        context.stage,
        context.touchpoint,
      ]),
      [
        ['Stage Entered', {}, 'shop', 'basket', 'web'],
        ['Added to cart', {price: 12}, 'shop', 'basket', 'web'],
        ['Stage Entered', {}, 'shop', 'pay', 'web'],
      ],
    );
    const [first, ...others] = held('event').map(item => item.who);
    assert.equal(typeof first?.visitor, 'string');
    assert.equal(typeof first?.session, 'string');
    for (const who of others) assert.deepEqual(who, first);
    await visit.quiet();
  });

  it('holds events in memory while consent is pending, and sends them in order when it is granted', async () => {
    const visit = await open();
    await visit.page.evaluate(async () => {
      await window.stagepost!.track('First');
      await window.stagepost!.identify('ada', {plan: 'pro'}, 'signed');
      await window.stagepost!.track('Second');
      await window.stagepost!.flush();
    });
    await sleep(300);
    assert.equal(host.endpoint.held.size, 0);
    const stored = await visit.page.evaluate(async () => [
      Object.keys(localStorage),
      (await window.stagepost!.pending()).events,
    ]);
    assert.deepEqual(stored, [[], 0]);
    await visit.page.evaluate(() => window.stagepost!.consent('granted'));
    await host.endpoint.until(() => host.endpoint.held.size === 3);
    assert.deepEqual(
      events().map(({name}) => name),
      ['First', 'Second'],
    );
    const [identity] = held('identity');
    const {visitor, ...person} = identity!.data as Record<string, unknown>;
    assert.deepEqual(person, {user: 'ada', traits: {plan: 'pro'}, proof: 'signed'});
    assert.equal(visitor, held('event')[0]!.who?.visitor);
  });

  it('forgets what it held, and the ids, when consent is denied', async () => {
    const visit = await open();
    await visit.page.evaluate(async () => {
      await window.stagepost!.track('Never sent');
      await window.stagepost!.identify('ada');
      await window.stagepost!.consent('denied');
      await window.stagepost!.track('Never recorded');
      await window.stagepost!.consent('granted');
      await window.stagepost!.track('Sent');
      await window.stagepost!.flush();
    });
    await host.endpoint.until(() => host.endpoint.held.size > 0);
    await sleep(300);
    assert.deepEqual(
      events().map(({name}) => name),
      ['Sent'],
    );
    assert.equal(held('identity').length, 0);
    const ids = await visit.page.evaluate(async () => {
      const before = localStorage.getItem('stagepost:visitor');
      await window.stagepost!.consent('denied');
      return [before === null, localStorage.getItem('stagepost:visitor')];
    });
    assert.deepEqual(ids, [false, null]);
  });

  it('records nothing where the browser asks not to be tracked, unless consent was granted outright', async () => {
    const gpc = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})`;
    const visit = await open('', '', gpc);
    await visit.page.evaluate(async () => {
      await window.stagepost!.track('Not recorded');
      await window.stagepost!.consent('granted');
      await window.stagepost!.track('Granted');
      await window.stagepost!.flush();
    });
    await host.endpoint.until(() => host.endpoint.held.size > 0);
    await sleep(200);
    assert.deepEqual(
      events().map(({name}) => name),
      ['Granted'],
    );
  });

  it('counts and clears what waits', async () => {
    const visit = await open('data-consent="granted"');
    await host.endpoint.down();
    const waiting = await visit.page.evaluate(async () => {
      await window.stagepost!.track('Waits');
      return (await window.stagepost!.pending()).events;
    });
    assert.equal(waiting, 1);
    assert.equal(await visit.page.evaluate(() => window.stagepost!.clear()), 1);
    await host.endpoint.up();
  });

  it('shows a dead letter and sends it again', async () => {
    const visit = await open('data-consent="granted"');
    host.endpoint.fault = () => ({
      answer: answer => ({...answer, items: answer.items.map(item => ({...item, status: 'rejected', code: 'closed'}))}),
    });
    await visit.page.evaluate(async () => {
      await window.stagepost!.track('Refused');
      await window.stagepost!.flush();
    });
    const letters = async () => visit.page.evaluate(() => window.stagepost!.deadLetters());
    for (let tries = 0; tries < 50 && !(await letters()).length; tries++) await sleep(200);
    const [letter] = await letters();
    assert.equal(letter?.code, 'closed');
    host.endpoint.fault = undefined;
    const arrivals = () => host.endpoint.arrivals.get(letter!.id)?.get(letter!.rev) ?? 0;
    const earlier = arrivals();
    await visit.page.evaluate(async id => {
      await window.stagepost!.retry(id);
      await window.stagepost!.flush();
    }, letter!.id);
    await host.endpoint.until(() => arrivals() === earlier + 1);
    assert.deepEqual(await letters(), []);
    const unknown = await visit.page.evaluate(() =>
      window.stagepost!.retry('nothing').catch((error: {code: string}) => error.code),
    );
    assert.equal(unknown, 'outbox/unknown');
  });

  it('rejects bad calls with a code and a sentence, and nothing breaks', async () => {
    const visit = await open();
    const codes = await visit.page.evaluate(async () => {
      const api = window.stagepost as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const results = await Promise.allSettled([
        api.track!(''),
        api.track!('x'.repeat(101)),
        api.identify!(7),
        api.at!({stage: 'no spaces allowed'}),
        api.consent!('perhaps'),
      ]);
      return results.map(result =>
        result.status === 'rejected' ? `${result.reason.code}: ${result.reason.message.length > 20}` : 'none',
      );
    });
    assert.deepEqual(
      codes,
      Array.from({length: 5}, () => 'setting/invalid: true'),
    );
    const bare = await host.visit({html: '<script src="/stagepost/stagepost.js"></script>'});
    await bare.page.waitForFunction(() => window.stagepost);
    assert.equal(
      await bare.page.evaluate(() => window.stagepost!.flush().catch((error: {code: string}) => error.code)),
      'endpoint/missing',
    );
    const wrong = await host.visit({
      html: '<script src="/stagepost/stagepost.js" data-endpoint="no url" data-site="pk_demo"></script>',
    });
    await wrong.page.waitForFunction(() => window.stagepost);
    assert.equal(
      await wrong.page.evaluate(() => window.stagepost!.pending().catch((error: {code: string}) => error.code)),
      'endpoint/invalid',
    );
  });

  it('explains each prompt with the survey id, in shadow roots too', async () => {
    const visit = await open(
      '',
      '<stagepost-nps survey="a"></stagepost-nps><stagepost-nps survey="b"></stagepost-nps><div id="h"></div>',
    );
    await visit.page.evaluate(() => {
      document.querySelector('#h')!.attachShadow({mode: 'open'}).innerHTML =
        '<stagepost-nps survey="a"></stagepost-nps>';
    });
    await visit.page.waitForFunction(() => customElements.get('stagepost-nps'));
    const found = await visit.page.evaluate(async () => {
      const list = await window.stagepost!.explain('a');
      return list.map(({element, survey, explanation}) => [element.localName, survey, typeof explanation]);
    });
    assert.equal(found.length, 2);
    for (const [tag, survey] of found) assert.deepEqual([tag, survey], ['stagepost-nps', 'a']);
  });
});
