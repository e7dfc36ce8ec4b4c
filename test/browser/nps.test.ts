/** What a visitor and a page see of the NPS+ prompt on its way from a score to a thank-you. */
import {expect, html} from '@open-wc/testing';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {responseSchema} from '../../src/schema/wire.js';
import {surveySchema} from '../../src/schema/survey.js';
import {preset} from '../../src/components/nps/preset.js';
import {contentHash} from '../../src/schema/canonical.js';
import {KitError} from '../../src/schema/error.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox} from './support.js';

async function visit(outbox = new FakeOutbox(), id = survey(), consent = 'pending') {
  const element = await withOutbox<StagepostNps>(
    outbox,
    html`<stagepost-nps survey=${id} subject="Linden Shop"></stagepost-nps>`,
    consent,
  );
  return {outbox, id, element, visitor: new Visitor(element)};
}

describe('<stagepost-nps>', () => {
  beforeEach(forget);

  it('asks one question with nothing chosen, and nothing to send', async () => {
    const {visitor} = await visit();
    expect(visitor.legends).to.deep.equal(['How likely are you to recommend Linden Shop to a friend or colleague?']);
    expect(visitor.scores.length).to.equal(11);
    expect(visitor.chosen).to.equal(undefined);
    expect(visitor.button('Send')).to.equal(undefined);
  });

  it('writes its numbers without Intl where they are what Intl would write: the first one of a page is dear', async () => {
    const numbers = Number.prototype;
    const {toLocaleString} = numbers;
    let calls = 0;
    numbers.toLocaleString = (...args) => `${(calls++, args)}`;
    try {
      const {visitor} = await visit();
      await visitor.score(6);
      await visitor.choose('support', 'value_price');
      expect(visitor.chosen).to.equal(6);
    } finally {
      numbers.toLocaleString = toLocaleString;
    }
    expect(calls).to.equal(0);
    for (const tag of ['de', 'de-AT', 'de-CH', 'en', 'en-GB', 'en-IN', 'en-ZA', 'ja', 'ja-JP'])
      for (let n = 0; n < 1000; n++) expect(n.toLocaleString(tag), tag).to.equal(`${n}`);
  });

  it('sends the response of the contract, and says where it stands', async () => {
    const {visitor, outbox, id} = await visit();
    await visitor.score(6);
    await visitor.choose('support', 'other', 'value_price');
    await visitor.write('other', 'the box');
    visitor.find('[name=main]')!.click();
    await visitor.write('comment', ' Grüße 👋🏽 from\nhere ');
    visitor.find('[name=contact]')!.click();
    await settled(visitor.element);
    await visitor.write('email', 'a@example.org');
    await visitor.press('Send');

    const [draft] = outbox.of('response');
    const data = responseSchema.parse(draft!.data);
    expect(data.survey).to.equal(id);
    expect(data.version).to.equal(contentHash(preset(id)));
    expect(data.complete).to.equal(true);
    expect(data.answers).to.deep.equal({
      score: {type: 'nps', value: 6},
      causes: {type: 'multiple', values: ['support', 'other', 'value_price'], primary: 'support', other: 'the box'},
      comment: {type: 'text', value: ' Grüße 👋🏽 from\nhere '},
    });
    expect(data.hidden).to.deep.equal({subject: 'Linden Shop'});
    expect(data.order!['causes']!.length).to.equal(9);
    expect(data.order!['causes']!.at(-1)).to.equal('other');
    expect(data.contact).to.include({email: 'a@example.org', purpose: 'follow-up'});
    expect(Date.parse(data.endedAt!)).to.be.at.least(Date.parse(data.startedAt));
    expect(data.context.url).to.equal(location.origin + location.pathname);
    expect(data.context).to.include({lang: 'en', viewport: `${innerWidth}x${innerHeight}`});
    expect(draft!.who).to.equal(undefined);

    expect(visitor.text).to.contain('Thank you. We are sorry');
    expect(visitor.text).to.contain('Saved on this device.');
    expect(visitor.text).not.to.match(/\bSent\b/);
    outbox.tell({type: 'sent', id: draft!.id!, rev: 1});
    await settled(visitor.element);
    expect(visitor.text).to.match(/\bSent\b/);
    expect(visitor.text).not.to.contain('Saved on this device.');
  });

  it('does not believe an acknowledgement of an older revision, or of another answer', async () => {
    const {visitor, outbox} = await visit(undefined, undefined, 'granted');
    await visitor.score(9);
    await visitor.press('Send');
    const {id} = outbox.of('response')[0]!;
    outbox.tell({type: 'sent', id: id!, rev: 1});
    outbox.tell({type: 'sent', id: '00000000-0000-4000-8000-000000000000', rev: 9});
    await settled(visitor.element);
    expect(visitor.text).not.to.match(/\bSent\b/);
    outbox.tell({type: 'sent', id: id!, rev: 2});
    await settled(visitor.element);
    expect(visitor.text).to.match(/\bSent\b/);
  });

  it('words causes and thanks for the segment, and keeps what was chosen when the score changes', async () => {
    const {visitor} = await visit();
    await visitor.score(3);
    expect(visitor.legends[1]).to.equal('What is the main reason for your score?');
    await visitor.choose('ease_of_use');
    expect(visitor.text).to.contain('Hard to use');
    await visitor.write('comment', 'Long way');
    await visitor.score(7);
    expect(visitor.legends[1]).to.equal('What would have made it a 9 or 10?');
    await visitor.score(10);
    expect(visitor.legends[1]).to.equal('What do you like most?');
    expect(visitor.text).to.contain('Easy to use');
    expect(visitor.find('[value=ease_of_use]')!.checked).to.equal(true);
    expect(visitor.find('[name=comment]')!.value).to.equal('Long way');
    await visitor.press('Send');
    expect(visitor.text).to.contain('We are glad');
  });

  it('takes up to three causes, says so, and asks for the main one where there are several', async () => {
    const {visitor} = await visit();
    await visitor.score(5);
    await visitor.choose('support');
    expect(visitor.legends.length).to.equal(2);
    await visitor.choose('value_price');
    expect(visitor.legends[2]).to.equal('Which matters most?');
    await visitor.choose('ease_of_use', 'trust_privacy');
    const checked = [...visitor.root.querySelectorAll<HTMLInputElement>('[type=checkbox]:checked')].map(
      ({value}) => value,
    );
    expect(checked).to.have.members(['support', 'value_price', 'ease_of_use']);
    expect(visitor.find('[role=status].unseen')!.textContent).to.contain('Choose up to 3');
  });

  it('shows the causes in an order of the visitor, each order possible, other last', async () => {
    const firsts = new Set<string>();
    for (let turn = 0; turn < 30; turn++) {
      const {visitor, element} = await visit();
      await visitor.score(2);
      const ids = [...visitor.root.querySelectorAll<HTMLInputElement>('[part=choice] [type=checkbox]')].map(
        ({value}) => value,
      );
      expect(ids.at(-1)).to.equal('other');
      firsts.add(ids[0]!);
      element.remove();
    }
    expect(firsts.size).to.be.greaterThan(3);
  });

  it('counts down the last 200 characters, and refuses a comment over the limit without cutting it', async () => {
    const {visitor, outbox} = await visit();
    await visitor.score(8);
    await visitor.write('comment', 'a'.repeat(3799));
    expect(visitor.text).not.to.contain('Characters left');
    await visitor.write('comment', 'a'.repeat(3800));
    expect(visitor.text).to.contain('Characters left: 200');
    await visitor.write('comment', 'a'.repeat(4001));
    expect(visitor.text).to.contain('Characters too many: 1');
    await visitor.press('Send');
    expect(outbox.saved.filter(({kind}) => kind === 'response')).to.deep.equal([]);
    expect(visitor.root.activeElement).to.equal(visitor.find('[name=comment]'));
    expect(visitor.find('[name=comment]')!.value.length).to.equal(4001);
    await visitor.write('comment', 'ก'.repeat(4000));
    await visitor.press('Send');
    expect(visitor.text).to.contain('Saved on this device');
  });

  it('asks for an address only where the box is ticked, and for a full one', async () => {
    const {visitor, outbox} = await visit();
    await visitor.score(8);
    expect(visitor.find('[name=contact]')!.checked).to.equal(false);
    expect(visitor.find('[name=email]')).to.equal(null);
    visitor.find('[name=contact]')!.click();
    await settled(visitor.element);
    await visitor.write('email', 'nobody');
    await visitor.press('Send');
    expect(visitor.text).to.contain('full address');
    expect(visitor.root.activeElement).to.equal(visitor.find('[name=email]'));
    visitor.find('[name=contact]')!.click();
    await settled(visitor.element);
    await visitor.press('Send');
    expect(outbox.of('response')[0]!.data['contact']).to.equal(undefined);
  });

  it('says when the device refuses the answer, keeps the text, and lets the visitor try again', async () => {
    const {visitor, outbox} = await visit();
    const errors = heard('error');
    await visitor.score(4);
    await visitor.write('comment', 'precious');
    outbox.refuse = new KitError('outbox/full');
    await visitor.press('Send');
    expect(visitor.find('[role=alert]')!.textContent).to.contain('too full to keep it');
    expect(errors.at(-1)).to.include({code: 'outbox/full'});
    outbox.refuse = new KitError('storage/failed');
    await visitor.press('Try again');
    expect(visitor.find('[role=alert]')!.textContent).to.contain('refused to keep it');
    outbox.refuse = new KitError('answer/too-large');
    await visitor.press('Try again');
    expect(visitor.find('[role=alert]')!.textContent).to.contain('too long');
    expect(visitor.find('[name=comment]')!.value).to.equal('precious');
    outbox.refuse = undefined;
    await visitor.press('Try again');
    expect(visitor.text).to.contain('Saved on this device');
    expect(outbox.of('response').length).to.equal(1);
  });

  it('claims no more than the outbox does', async () => {
    for (const [persisted, words] of [
      ['session', 'until you close this browser'],
      ['memory', 'Kept only in this tab'],
    ] as const) {
      const outbox = new FakeOutbox();
      outbox.persisted = persisted;
      const {visitor} = await visit(outbox);
      await visitor.answer(8);
      expect(visitor.text).to.contain(words);
      expect(visitor.text).not.to.contain('Saved on this device');
    }
  });

  it('tells a dead letter, and takes an answer back', async () => {
    const {visitor, outbox} = await visit();
    const dead = heard('dead-letter');
    const withdrawn = heard('withdrawn');
    await visitor.answer(8);
    const {id} = outbox.of('response')[0]!;
    outbox.tell({type: 'dead-letter', id: id!, code: 'invalid'});
    await settled(visitor.element);
    expect(visitor.text).to.contain('could not deliver');
    expect(dead).to.deep.equal([{id, code: 'invalid'}]);
    await visitor.press('Take my answer back');
    expect(outbox.withdrawn).to.deep.equal([id]);
    expect(visitor.text).to.contain('We will take your answer back');
    outbox.tell({type: 'withdrawn', id: id!});
    await settled(visitor.element);
    expect(visitor.text).to.contain('was taken back');
    expect(withdrawn).to.deep.equal([{id}]);
    expect(visitor.button('Take my answer back')).to.equal(undefined);
  });

  it('shows no more than one answer for two presses of Send', async () => {
    const {visitor, element, outbox} = await visit();
    await visitor.score(8);
    const [a, b] = await Promise.all([element.submit(), element.submit()]);
    expect(a.id).to.equal(b.id);
    expect(outbox.of('response').length).to.equal(1);
  });

  it('rejects submit() with a code where nothing is chosen', async () => {
    const {element} = await visit();
    const error = await element.submit().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KitError);
    expect((error as KitError).code).to.equal('answer/invalid');
  });

  it('has a preset that is a sound definition', () => {
    expect(surveySchema.safeParse(preset('x')).success).to.equal(true);
  });
});
