/** The NPS+ prompt for people who use a keyboard or a screen reader, and for axe in every state. */
import {expect, html, waitUntil} from '@open-wc/testing';
import {a11ySnapshot, sendKeys, setViewport} from '@web/test-runner-commands';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {KitError} from '../../src/schema/error.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox} from './support.js';

async function visit(outbox = new FakeOutbox(), attributes = html``) {
  const definition = {thanks: {actions: [{id: 'review', text: 'Write a review', href: '/review'}]}};
  const element = await withOutbox<StagepostNps>(
    outbox,
    html`<stagepost-nps survey=${survey()} .definition=${definition}>${attributes}</stagepost-nps>`,
  );
  await new Promise(done => setTimeout(done, 50));
  await settled(element);
  return {outbox, element, visitor: new Visitor(element)};
}

const press = async (element: Element, ...keys: string[]) => {
  for (const key of keys) await sendKeys({press: key});
  await settled(element);
};

interface Node {
  role: string;
  name?: string;
  children?: Node[];
}
const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
const names = async (role: string) =>
  flat((await a11ySnapshot({})) as unknown as Node)
    .filter(node => node.role === role)
    .map(({name}) => name);

describe('<stagepost-nps> for everyone', () => {
  beforeEach(forget);

  describe('passes axe', () => {
    it('when it asks', async () => {
      const {element} = await visit();
      await expect(element).to.be.accessible();
    });
    it('with every part of the form open', async () => {
      const {element, visitor} = await visit();
      await visitor.score(6);
      await visitor.choose('support', 'other', 'value_price');
      visitor.find('[name=contact]')!.click();
      await visitor.write('comment', 'a'.repeat(3900));
      await expect(element).to.be.accessible();
    });
    it('with a wrong address, and with a comment that is too long', async () => {
      const {element, visitor} = await visit();
      await visitor.score(6);
      visitor.find('[name=contact]')!.click();
      await settled(element);
      await visitor.press('Send');
      await expect(element).to.be.accessible();
      await visitor.write('comment', 'a'.repeat(4100));
      await visitor.press('Send');
      await expect(element).to.be.accessible();
    });
    it('when the device refuses the answer', async () => {
      const {element, visitor, outbox} = await visit();
      await visitor.score(9);
      outbox.refuse = new KitError('outbox/full');
      await visitor.press('Send');
      await expect(element).to.be.accessible();
    });
    for (const score of [2, 8, 10])
      it(`on the thank-you after a ${score}, in each state of delivery`, async () => {
        const {element, visitor, outbox} = await visit();
        await visitor.answer(score);
        expect(visitor.find<HTMLAnchorElement>('a')!.getAttribute('href')).to.equal('/review');
        await expect(element).to.be.accessible();
        const {id} = outbox.of('response')[0]!;
        outbox.tell({type: 'sent', id: id!, rev: 1});
        await settled(element);
        await expect(element).to.be.accessible();
        outbox.tell({type: 'dead-letter', id: id!, code: 'invalid'});
        await settled(element);
        await expect(element).to.be.accessible();
        await visitor.press('Take my answer back');
        await expect(element).to.be.accessible();
      });
    it('when offline', async () => {
      const {element, visitor} = await visit();
      const online = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine')!;
      Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
      try {
        await visitor.answer(9);
        dispatchEvent(new Event('offline'));
        await settled(element);
        expect(visitor.text).to.contain('when you are back online');
        await expect(element).to.be.accessible();
      } finally {
        Object.defineProperty(navigator, 'onLine', online);
      }
    });
    for (const wish of ['Not now', 'Never ask again'])
      it(`after "${wish}"`, async () => {
        const {element, visitor} = await visit();
        await visitor.press(wish);
        await expect(element).to.be.accessible();
      });
  });

  it('is walked from score to thank-you with the keyboard alone', async () => {
    const {element, visitor, outbox} = await visit();
    const focused = () => visitor.root.activeElement as HTMLInputElement;
    await press(element, 'Tab');
    expect(focused().value).to.equal('0');
    expect(visitor.chosen, 'focus alone chooses nothing').to.equal(undefined);
    await press(element, 'ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(visitor.chosen).to.equal(3);
    expect(focused().value, 'the focus stays where the visitor is').to.equal('3');
    expect(visitor.legends.length).to.equal(2);
    await press(element, 'Tab', 'Space', 'Tab', 'Space');
    expect(visitor.legends.length).to.equal(3);
    while (focused().value !== 'other') await press(element, 'Tab');
    await press(element, 'Space', 'Tab');
    await sendKeys({type: 'slow lift'});
    await press(element, 'Tab');
    expect(focused().name).to.equal('main');
    await press(element, 'Space', 'Tab');
    expect(focused().name).to.equal('comment');
    await sendKeys({type: 'Up 10 floors'});
    expect(visitor.chosen, 'digits in a text are a text').to.equal(3);
    await press(element, 'Tab');
    expect(focused().name).to.equal('contact');
    await press(element, 'Space', 'Tab');
    await sendKeys({type: 'a@example.org'});
    await press(element, 'Tab');
    expect(focused().textContent!.trim()).to.equal('Send');
    await press(element, 'Enter');
    await settled(element);
    expect(focused().textContent, 'the focus is on the thanks').to.contain('Thank you');
    await press(element, 'Tab');
    expect(focused().getAttribute('href')).to.equal('/review');
    await press(element, 'Tab', 'Enter');
    expect(outbox.withdrawn.length).to.equal(1);
    const {answers} = outbox.of('response')[0]!.data as {answers: Record<string, Record<string, unknown>>};
    expect(answers['score']!['value']).to.equal(3);
    expect(answers['causes']!['other']).to.equal('slow lift');
    expect(answers['comment']!['value']).to.equal('Up 10 floors');
  });

  it('chooses with Enter what has the focus, and never sends with it', async () => {
    const {element, visitor, outbox} = await visit();
    await press(element, 'Tab', 'Enter');
    expect(visitor.chosen).to.equal(0);
    await press(element, 'Enter', 'Tab', 'Enter');
    expect(visitor.root.querySelectorAll(':checked').length).to.equal(2);
    expect(outbox.of('response')).to.deep.equal([]);
  });

  it('is refused and asked back with the keyboard alone', async () => {
    const {element, visitor} = await visit();
    await press(element, 'Tab', 'Tab', 'Enter');
    await waitUntil(() => visitor.root.activeElement, 'the note has the focus');
    expect(visitor.root.activeElement!.textContent).to.contain('not ask again for 7 days');
    await press(element, 'Tab', 'Enter');
    expect(visitor.scores.length).to.equal(11);
  });

  it('takes digits while the focus is among the scores, 1 and 0 as ten', async () => {
    const {element, visitor} = await visit();
    await press(element, 'Tab', '7');
    expect(visitor.chosen).to.equal(7);
    await press(element, '1');
    expect(visitor.chosen).to.equal(1);
    await press(element, '0');
    expect(visitor.chosen).to.equal(10);
    await press(element, '0');
    expect(visitor.chosen).to.equal(0);
    expect((visitor.root.activeElement as HTMLInputElement).value).to.equal('0');
    await press(element, '1');
    await new Promise(done => setTimeout(done, 700));
    await press(element, '0');
    expect(visitor.chosen, 'too late for a ten').to.equal(0);
    element.setAttribute('number-keys', 'off');
    await settled(element);
    await press(element, '5');
    expect(visitor.chosen).to.equal(0);
  });

  it('names everything', async () => {
    const {element, visitor} = await visit();
    expect(await names('radio')).to.deep.equal([
      '0, Not at all likely', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10, Extremely likely',
    ]); // prettier-ignore
    expect(await names('button')).to.deep.equal(['Not now', 'Never ask again']);
    await visitor.score(9);
    await visitor.choose('support', 'other');
    visitor.find('[name=contact]')!.click();
    await settled(element);
    expect([...(await names('checkbox'))].sort()).to.deep.equal(
      [
        'Easy to use', 'Fast and reliable', 'A smooth start', 'Good quality', 'Good support', 'Good value', 'Nothing is missing',
        'I trust it', 'Something else', 'You may write to me about my answer.',
      ].sort(),
    ); // prettier-ignore
    expect(await names('textbox')).to.deep.equal(['In a few words', 'Anything else? (optional)', 'E-mail address']);
    expect((await names('radio')).slice(11)).to.deep.equal(['Good support', 'Something else']);
    for (const group of visitor.root.querySelectorAll('fieldset'))
      expect(group.firstElementChild!.localName).to.equal('legend');
  });

  it('tells a screen reader politely that there is one more question', async () => {
    const {visitor} = await visit();
    await visitor.score(4);
    expect(visitor.find('.unseen[role=status]')!.textContent).to.equal('Thanks. One more question');
  });

  it('gives every target 24 pixels at least, and 44 where there is room', async () => {
    const {visitor} = await visit();
    await visitor.score(4);
    for (const width of [800, 320]) {
      await setViewport({width, height: 800});
      for (const target of visitor.root.querySelectorAll('.scale label, [part=choice], button')) {
        const {width: w, height: h} = target.getBoundingClientRect();
        expect(Math.min(w, h), target.textContent!).to.be.at.least(width === 800 ? 43.9 : 36);
      }
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
    }
    const tops = visitor.scores.map(box => Math.round(box.getBoundingClientRect().top));
    expect(tops.filter(top => top === tops[0]).length, 'six and five').to.equal(6);
    await setViewport({width: 800, height: 600});
  });

  it('moves nothing that stands before the answer', async () => {
    const {element, visitor} = await visit();
    const {style} = document.documentElement;
    // Where scroll bars take room, the first one of a page moves everything.
    style.overflowY = 'scroll';
    const before = document.createElement('p');
    before.textContent = 'Before';
    element.before(before);
    const places = () =>
      [before, visitor.find('legend')!, ...visitor.scores].map(box => {
        const {x, y, width} = box.getBoundingClientRect();
        return `${x} ${y} ${width}`;
      });
    const were = places();
    await visitor.score(9);
    await visitor.choose('other', 'support');
    visitor.find('[name=contact]')!.click();
    await settled(element);
    await visitor.score(2);
    expect(places()).to.deep.equal(were);
    style.overflowY = '';
  });

  it('tells the page what happens, with the same showing throughout', async () => {
    const [shows, answers, saves, completes, sents] = ['show', 'answer', 'saved', 'complete', 'sent'].map(type =>
      heard(type),
    );
    const {element, visitor, outbox} = await visit();
    await visitor.score(9);
    await visitor.write('comment', 'secret');
    await visitor.press('Send');
    const {id} = outbox.of('response')[0]!;
    outbox.tell({type: 'sent', id: id!, rev: 1});
    await settled(element);
    const about = {survey: element.survey, impression: outbox.of('response')[0]!.data['impression']};
    expect(shows).to.deep.equal([about]);
    expect(answers![0]).to.deep.equal({...about, question: 'score', value: 9});
    expect(JSON.stringify(answers)).not.to.contain('secret');
    expect(saves).to.deep.equal([{...about, id, rev: 1, persisted: 'disk', complete: true}]);
    expect(completes).to.deep.equal([{...about, id, rev: 1}]);
    expect(sents).to.deep.equal([{...about, id, rev: 1}]);
  });
});
