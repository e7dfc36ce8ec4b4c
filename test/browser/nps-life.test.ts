/** The NPS+ prompt over time: moves, reloads, upgrades, refusals, partial answers, several on one page. */
import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import {StagepostNps} from '../../src/components/nps/nps.js';
import {define} from '../../src/ui/define.js';
import {eventSchema, responseSchema} from '../../src/schema/wire.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox, waitUntil} from './support.js';

const prompt = (outbox: FakeOutbox, id: string, consent = 'pending') =>
  withOutbox<StagepostNps>(outbox, html`<stagepost-nps survey=${id}></stagepost-nps>`, consent);

/** Another page of the same tab: the element is new, the storage is not. */
async function reload(element: StagepostNps, outbox: FakeOutbox, id: string, consent = 'pending') {
  element.closest('stagepost-context')!.remove();
  return new Visitor(await prompt(outbox, id, consent));
}

const drafts = () => Object.keys(sessionStorage).filter(key => key.startsWith('stagepost:draft:'));

function signal(name: 'globalPrivacyControl' | 'doNotTrack', value: unknown): () => void {
  Object.defineProperty(navigator, name, {value, configurable: true});
  return () => void Reflect.deleteProperty(navigator, name);
}

const cancel = (event: Event) => event.preventDefault();

describe('<stagepost-nps> over time', () => {
  beforeEach(forget);

  it('keeps the answers when it is moved in the page', async () => {
    const outbox = new FakeOutbox();
    const element = await prompt(outbox, survey());
    const visitor = new Visitor(element);
    await visitor.score(7);
    await visitor.write('comment', 'stays');
    const place = document.createElement('div');
    element.closest('stagepost-context')!.append(place);
    place.append(element);
    await settled(element);
    expect(visitor.chosen).to.equal(7);
    expect(visitor.find('[name=comment]')!.value).to.equal('stays');
    await visitor.press('Send');
    outbox.tell({type: 'sent', id: outbox.of('response')[0]!.id!, rev: 1});
    await settled(element);
    expect(visitor.text).to.contain('Sent');
    expect(outbox.events).to.deep.equal(['Survey Shown', 'Survey Started']);
  });

  it('keeps the answers and the order of the causes over a reload, as one answer', async () => {
    const shows = heard<{impression: string}>('show');
    const outbox = new FakeOutbox();
    const id = survey();
    const element = await prompt(outbox, id);
    const visitor = new Visitor(element);
    expect(drafts(), 'nothing is written before the first answer').to.deep.equal([]);
    await visitor.score(2);
    await visitor.choose('support', 'other');
    await visitor.write('other', 'mine');
    await visitor.write('comment', 'kept 👋');
    const order = visitor.causes;
    const {impression} = shows.at(-1)!;
    const again = await reload(element, outbox, id);
    expect(again.chosen).to.equal(2);
    expect(again.find('[name=other]')!.value).to.equal('mine');
    expect(again.find('[name=comment]')!.value).to.equal('kept 👋');
    expect(again.causes).to.deep.equal(order);
    await again.press('Send');
    const data = responseSchema.parse(outbox.of('response')[0]!.data);
    expect(data.impression).to.equal(impression);
    expect(drafts(), 'a kept answer leaves no draft').to.deep.equal([]);
    expect(outbox.events).to.deep.equal(['Survey Shown', 'Survey Started']);
  });

  it('writes nothing at all with storage="none", and still keeps the answers while the page lives', async () => {
    const outbox = new FakeOutbox();
    const id = survey();
    const content = html`<stagepost-nps survey=${id} storage="none"></stagepost-nps>`;
    const visitor = new Visitor(await withOutbox<StagepostNps>(outbox, content));
    await visitor.score(2);
    visitor.element.closest('stagepost-context')!.remove();
    const again = new Visitor(await withOutbox<StagepostNps>(outbox, content));
    expect(again.chosen).to.equal(2);
    await again.press('Not now');
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });

  it('shows a remounted prompt its thank-you, and asks afresh after reset()', async () => {
    const outbox = new FakeOutbox();
    const id = survey();
    const element = await prompt(outbox, id);
    await new Visitor(element).answer(9);
    const again = await reload(element, outbox, id);
    expect(again.text).to.contain('Thank you');
    outbox.tell({type: 'sent', id: outbox.of('response')[0]!.id!, rev: 1});
    await settled(again.element);
    expect(again.text).to.contain('Sent');
    await again.element.reset();
    await settled(again.element);
    expect(again.chosen).to.equal(undefined);
    await again.answer(1);
    const [first, second] = outbox.of('response');
    expect(first!.id).not.to.equal(second!.id);
    expect(first!.data['impression']).not.to.equal(second!.data['impression']);
  });

  it('honours properties set before it is upgraded', async () => {
    class LateNps extends StagepostNps {}
    const element = document.createElement('stagepost-late-nps') as StagepostNps;
    element.survey = survey();
    element.subject = 'the late one';
    element.definition = {questions: [{id: 'comment', hint: 'No secrets'}]};
    document.body.append(element);
    define('late-nps', LateNps);
    await waitUntil(() => element.shadowRoot?.querySelector('legend'));
    await settled(element);
    const visitor = new Visitor(element);
    expect(visitor.legends[0]).to.contain('the late one');
    await visitor.score(5);
    expect(visitor.text).to.contain('No secrets');
    element.remove();
  });

  it('leaves two prompts of one page independent, even of one survey', async () => {
    const outbox = new FakeOutbox();
    const id = survey();
    const first = await prompt(outbox, id);
    const second = document.createElement('stagepost-nps');
    second.survey = id;
    first.after(second);
    await waitUntil(() => second.shadowRoot?.querySelector('legend'));
    const [a, b] = [new Visitor(first), new Visitor(second)];
    await a.score(3);
    await b.score(9);
    expect([a.chosen, b.chosen]).to.deep.equal([3, 9]);
    first.closest('stagepost-context')!.remove();
    const around = html`<stagepost-nps survey=${id}></stagepost-nps><stagepost-nps survey=${id}></stagepost-nps>`;
    const context = (await withOutbox<StagepostNps>(outbox, around)).parentElement!;
    const [c, d] = [...context.querySelectorAll('stagepost-nps')].map(element => new Visitor(element));
    await settled(d!.element);
    expect([c!.chosen, d!.chosen], 'each its own after a reload').to.deep.equal([3, 9]);
    await c!.press('Send');
    await d!.press('Send');
    const [one, two] = outbox.of('response');
    expect(one!.id).not.to.equal(two!.id);
  });

  describe('refusals', () => {
    it('does not ask for 7 days after "Not now", and says why', async () => {
      const outbox = new FakeOutbox();
      const id = survey();
      const snoozed = heard<{until: string}>('snooze');
      const element = await prompt(outbox, id);
      await new Visitor(element).press('Not now');
      const wait = (Date.parse(snoozed[0]!.until) - Date.now()) / 86_400_000;
      expect(wait).to.be.within(6.99, 7.01);
      expect(localStorage.getItem(`stagepost:no:pk_test:${id}`)).to.match(/^snooze \d{4}-/);
      expect(outbox.events).to.deep.equal(['Survey Shown', 'Survey Snoozed']);
      const again = await reload(element, outbox, id);
      expect(again.element.hidden).to.equal(true);
      expect(again.element.getBoundingClientRect().height).to.equal(0);
      const {shown, gates} = await again.element.explain();
      expect(shown).to.equal(false);
      expect(gates.filter(({pass}) => !pass).map(({gate}) => gate)).to.deep.equal(['snooze', 'hidden']);
      expect(gates.find(({gate}) => gate === 'snooze')!.until).to.equal(snoozed[0]!.until);
    });

    it('asks again once the days are over', async () => {
      const id = survey();
      localStorage.setItem(`stagepost:no:pk_test:${id}`, 'snooze 2020-01-01T00:00:00.000Z');
      const element = await prompt(new FakeOutbox(), id);
      expect(new Visitor(element).scores.length).to.equal(11);
    });

    it('never asks again when told so, and undoes it on the spot', async () => {
      const outbox = new FakeOutbox();
      const id = survey();
      const dismissed = heard('dismiss');
      const element = await prompt(outbox, id);
      const visitor = new Visitor(element);
      await visitor.press('Never ask again');
      expect(dismissed[0]).to.include({survey: id, never: true});
      await visitor.press('Undo');
      expect(visitor.scores.length).to.equal(11);
      await visitor.press('Never ask again');
      const again = await reload(element, outbox, id);
      expect(again.element.hidden).to.equal(true);
      await again.element.show();
      expect(again.element.hidden, 'show() does not overrule the visitor').to.equal(true);
    });

    it('keeps a refusal to the tab with storage="session"', async () => {
      const id = survey();
      const visitor = new Visitor(
        await withOutbox<StagepostNps>(
          new FakeOutbox(),
          html`<stagepost-nps survey=${id} storage="session"></stagepost-nps>`,
        ),
      );
      await visitor.press('Never ask again');
      expect(localStorage.length).to.equal(0);
      expect(sessionStorage.getItem(`stagepost:no:pk_test:${id}`)).to.contain('never');
    });

    it('does not ask again for 90 days after an answer, while consent is granted', async () => {
      const outbox = new FakeOutbox();
      const id = survey();
      const element = await prompt(outbox, id, 'granted');
      await new Visitor(element).answer(9);
      expect(localStorage.getItem(`stagepost:no:pk_test:${id}`)).to.match(/^complete /);
      await element.reset();
      await settled(element);
      expect(element.hidden).to.equal(true);
      expect((await element.explain()).gates.find(({gate}) => gate === 'complete')!.pass).to.equal(false);
    });

    it('keeps nothing of an answer while consent is pending', async () => {
      const element = await prompt(new FakeOutbox(), survey());
      await new Visitor(element).answer(9);
      expect(localStorage.length + sessionStorage.length).to.equal(0);
    });
  });

  it('stays closed where the page cancels stagepost-before-show', async () => {
    const id = survey();
    document.addEventListener('stagepost-before-show', cancel);
    const element = await prompt(new FakeOutbox(), id);
    document.removeEventListener('stagepost-before-show', cancel);
    expect(element.hidden).to.equal(true);
    expect((await element.explain()).gates.find(({gate}) => gate === 'before-show')!.pass).to.equal(false);
    await element.show();
    await settled(element);
    expect(new Visitor(element).scores.length).to.equal(11);
    element.hide();
    expect(element.hidden).to.equal(true);
  });

  it('waits with the author’s hidden attribute until it is shown', async () => {
    const outbox = new FakeOutbox();
    const element = await withOutbox<StagepostNps>(
      outbox,
      html`<stagepost-nps survey=${survey()} hidden></stagepost-nps>`,
    );
    expect(element.hidden).to.equal(true);
    expect(outbox.events).to.deep.equal([]);
    await element.show();
    expect(element.hidden).to.equal(false);
  });

  describe('consent', () => {
    it('granted: sends what is answered so far under one id, with growing revisions and the visitor’s ids', async () => {
      const outbox = new FakeOutbox();
      const id = survey();
      const element = await prompt(outbox, id, 'granted');
      const visitor = new Visitor(element);
      await visitor.score(2);
      await visitor.choose('support');
      visitor.find('[name=contact]')!.click();
      await settled(element);
      await visitor.write('email', 'a@example.org');
      const again = await reload(element, outbox, id, 'granted');
      await again.write('comment', 'more');
      await again.press('Send');
      const sent = outbox.of('response');
      expect(new Set(sent.map(draft => draft.id)).size).to.equal(1);
      expect(new Set(sent.map(draft => draft.receipt)).size).to.equal(1);
      expect(sent.map(({rev}) => rev ?? 0)).to.deep.equal(sent.map((_, index) => index));
      expect(sent.map(({data}) => data['complete'])).to.deep.equal([...sent.slice(1).map(() => false), true]);
      expect(
        sent.slice(0, -1).every(({data}) => data['contact'] === undefined),
        'the address waits for Send',
      ).to.equal(true);
      for (const draft of sent) responseSchema.parse(draft.data);
      const who = sent[0]!.who as {visitor: string; session: string};
      expect(who.visitor).to.match(/^[0-9a-f-]{36}$/);
      expect(localStorage.getItem('stagepost:visitor')).to.contain(who.visitor);
      expect(sessionStorage.getItem('stagepost:session')).to.contain(who.session);
    });

    it('granted: gives the visitor a new id after 30 days', async () => {
      const old = '11111111-1111-4111-8111-111111111111';
      localStorage.setItem('stagepost:visitor', `${old} ${Date.now() - 29 * 86_400_000}`);
      const outbox = new FakeOutbox();
      await new Visitor(await prompt(outbox, survey(), 'granted')).answer(1);
      expect(outbox.saved.at(-1)!.who!.visitor).to.equal(old);
      localStorage.setItem('stagepost:visitor', `${old} ${Date.now() - 31 * 86_400_000}`);
      await new Visitor(await prompt(outbox, survey(), 'granted')).answer(1);
      expect(outbox.saved.at(-1)!.who!.visitor).not.to.equal(old);
    });

    it('pending: sends nothing before Send, then no identifier; dispositions without identifier', async () => {
      const outbox = new FakeOutbox();
      const id = survey();
      const visitor = new Visitor(await prompt(outbox, id));
      await visitor.score(2);
      await visitor.choose('support');
      await aTimeout(50);
      expect(outbox.of('response')).to.deep.equal([]);
      await visitor.press('Send');
      expect(outbox.saved.every(({who}) => who === undefined)).to.equal(true);
      for (const {data} of outbox.of('event'))
        expect(eventSchema.parse(data).properties).to.deep.equal({
          survey: id,
          impression: outbox.of('response')[0]!.data['impression'],
        });
      const seqs = outbox.of('event').map(({data}) => Number(data['seq']));
      expect(seqs).to.deep.equal([seqs[0], seqs[0]! + 1]);
    });

    it('denied: sends the answer and nothing else, and forgets the visitor', async () => {
      localStorage.setItem('stagepost:visitor', `x ${Date.now()}`);
      const outbox = new FakeOutbox();
      await new Visitor(await prompt(outbox, survey(), 'denied')).answer(9);
      expect(outbox.saved.map(({kind}) => kind)).to.deep.equal(['response']);
      expect(outbox.saved[0]!.who).to.equal(undefined);
      expect(localStorage.getItem('stagepost:visitor')).to.equal(null);
    });

    for (const [name, value] of [
      ['globalPrivacyControl', true],
      ['doNotTrack', '1'],
    ] as const)
      it(`${name} counts as denied, unless consent is granted outright`, async () => {
        const restore = signal(name, value);
        try {
          const outbox = new FakeOutbox();
          await new Visitor(await prompt(outbox, survey())).answer(9);
          expect(outbox.events).to.deep.equal([]);
          await new Visitor(await prompt(outbox, survey(), 'granted')).answer(9);
          expect(outbox.events.length).to.equal(2);
        } finally {
          restore();
        }
      });

    it('a change reaches an open prompt', async () => {
      const outbox = new FakeOutbox();
      const element = await prompt(outbox, survey());
      const visitor = new Visitor(element);
      await visitor.score(2);
      element.closest('stagepost-context')!.setAttribute('consent', 'granted');
      await settled(element);
      await visitor.choose('support');
      await aTimeout(50);
      expect(outbox.of('response').length).to.equal(1);
    });
  });

  it('counts as shown once it is on the screen, and only once', async () => {
    const outbox = new FakeOutbox();
    const tall = await fixture<HTMLElement>(html`<div></div>`);
    const space = new CSSStyleSheet();
    space.replaceSync('.tall { height: 5000px }');
    document.adoptedStyleSheets.push(space);
    tall.className = 'tall';
    const element = await prompt(outbox, survey());
    await aTimeout(200);
    expect(outbox.events).to.deep.equal([]);
    element.scrollIntoView();
    await waitUntil(() => outbox.events.length > 0);
    expect(outbox.events).to.deep.equal(['Survey Shown']);
    scrollTo(0, 0);
    element.scrollIntoView();
    await aTimeout(200);
    expect(outbox.events).to.deep.equal(['Survey Shown']);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== space);
  });

  it('does not listen to anything once it is gone', async () => {
    const outbox = new FakeOutbox();
    const element = await prompt(outbox, survey());
    expect(outbox.listeners).to.be.greaterThan(0);
    element.closest('stagepost-context')!.remove();
    expect(outbox.listeners).to.equal(0);
  });
});
