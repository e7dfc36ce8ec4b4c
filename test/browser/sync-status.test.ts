/** What a visitor sees of the answers that wait on the device. */
import {expect, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {StagepostSyncStatus} from '../../src/components/sync-status/sync-status.js';
import type {Pending} from '../../src/outbox/port.js';
import {FakeOutbox, forget, heard, settled, withOutbox, waitUntil} from './support.js';

async function look(counts: Partial<Pending> = {}, persisted: Pending['persistence'] = 'disk') {
  const outbox = new FakeOutbox();
  outbox.counts = counts;
  outbox.persisted = persisted;
  const element = await withOutbox<StagepostSyncStatus>(outbox, html`<stagepost-sync-status></stagepost-sync-status>`);
  await waitUntil(() => element.shadowRoot!.querySelector('.count'));
  await settled(element);
  const text = () => element.shadowRoot!.querySelector('.box')!.textContent!.replace(/\s+/g, ' ').trim();
  const button = (name: string) =>
    [...element.shadowRoot!.querySelectorAll('button')].find(one => one.textContent!.trim() === name);
  const press = async (name: string) => {
    button(name)!.click();
    await settled(element);
  };
  return {outbox, element, text, button, press};
}

describe('<stagepost-sync-status>', () => {
  beforeEach(forget);

  it('is calm when nothing waits', async () => {
    const {text, element, button} = await look({lastSentAt: new Date().toISOString()});
    expect(text()).to.contain('Nothing is waiting. Every answer has been sent.').and.to.contain('Last sent');
    expect(button('Send now')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('counts what waits, in the forms of the language, and never shows a text', async () => {
    const {text, element, outbox} = await look({
      answers: 1,
      withdrawals: 2,
      dead: 1,
      nextTryAt: '2026-11-22T10:00:00.000Z',
    });
    outbox.dead = [
      {id: 'x', kind: 'response', rev: 1, createdAt: '', code: 'invalid', at: '', data: {answers: {comment: 'secret'}}},
    ];
    expect(text()).to.contain('1 answer waits to be sent');
    expect(text()).to.contain('2 answers are being taken back');
    expect(text()).to.contain('1 answer could not be delivered');
    expect(text()).to.contain('Next try');
    expect(text()).not.to.contain('secret');
    await expect(element).to.be.accessible();
  });

  it('follows what happens, in any tab', async () => {
    const {text, outbox, element} = await look({answers: 3});
    expect(text()).to.contain('3 answers wait');
    const [failed, recovered] = [heard('failed'), heard('storage-recovered')];
    outbox.counts = {answers: 2, problem: 'network'};
    outbox.tell({type: 'failed', reason: 'network', status: 0});
    outbox.tell({type: 'storage-recovered', count: 2});
    await settled(element);
    expect(text()).to.contain('2 answers wait').and.to.contain('did not get through');
    expect(failed).to.deep.equal([{reason: 'network', status: 0}]);
    expect(recovered).to.deep.equal([{count: 2}]);
  });

  it('says that the owner has to act, that the tab must stay open, and that the device is offline', async () => {
    expect((await look({answers: 1, problem: 'configuration'})).text()).to.contain('its owner must solve');
    expect((await look({answers: 1}, 'memory')).text()).to.contain('leave it open');
    const online = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine')!;
    Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
    try {
      const {text, element} = await look({answers: 1});
      expect(text()).to.contain('You are offline');
      await expect(element).to.be.accessible();
    } finally {
      Object.defineProperty(navigator, 'onLine', online);
    }
  });

  it('sends now, refused answers included', async () => {
    const {outbox, press} = await look({answers: 1, dead: 1});
    outbox.dead = [{id: 'x', kind: 'response', rev: 1, createdAt: '', code: 'invalid', at: '', data: {}}];
    await press('Send now');
    expect(outbox.flushed).to.equal(1);
    expect(outbox.dead).to.deep.equal([]);
  });

  it('deletes only after a second yes, with the keyboard alone', async () => {
    const {outbox, element, text, button} = await look({answers: 2});
    button('Send now')!.focus();
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(outbox.cleared).to.equal(0);
    expect(text()).to.contain('cannot be brought back');
    await expect(element).to.be.accessible();
    expect(element.shadowRoot!.activeElement, 'the safe choice has the focus').to.equal(button('Keep it'));
    await sendKeys({press: 'Enter'});
    await settled(element);
    expect(outbox.cleared).to.equal(0);
    await sendKeys({press: 'Enter'});
    await settled(element);
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Enter'});
    await waitUntil(() => outbox.cleared === 1);
    await settled(element);
    expect(text()).to.contain('Nothing is waiting').and.to.contain('Deleted.');
  });

  it('says when the device does not let it look', async () => {
    const {outbox, element, text} = await look({answers: 1});
    const errors = heard<{code: string}>('error');
    outbox.refuse = new Error('SecurityError');
    outbox.tell({type: 'changed'});
    // The words of an error are loaded when they are first needed.
    await waitUntil(() => errors.length);
    expect(text()).to.contain('does not let us look');
    expect(errors.map(({code}) => code)).to.deep.equal(['storage/failed']);
    await expect(element).to.be.accessible();
  });

  it('does not listen once it is gone, and listens again when it is back', async () => {
    const {outbox, element} = await look();
    const around = element.parentElement!;
    element.remove();
    expect(outbox.listeners).to.equal(0);
    around.append(element);
    await settled(element);
    expect(outbox.listeners).to.equal(1);
  });
});
