/** A prompt over the page: it comes at a good moment, takes no focus, is announced, and goes when its visitor says so. */
import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys, setViewport} from '@web/test-runner-commands';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox, waitUntil} from './support.js';

/** Real popups take a second to come. */

interface Popup {
  readonly visitor: Visitor;
  readonly element: StagepostNps;
  readonly outbox: FakeOutbox;
  readonly box: HTMLElement;
}

/** Where a test speaks of no other, the field that its visitor was in. */
let field: HTMLInputElement;

async function comingPopup(attributes: Readonly<Record<string, string>> = {}, consent = 'pending') {
  const outbox = new FakeOutbox();
  const element = await withOutbox<StagepostNps>(
    outbox,
    html`<stagepost-nps mode="popup" survey=${survey()}></stagepost-nps>`,
    consent,
  );
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return {visitor: new Visitor(element), element, outbox};
}

async function openPopup(attributes: Readonly<Record<string, string>> = {}): Promise<Popup> {
  const coming = await comingPopup(attributes);
  await waitUntil(() => coming.visitor.find('.box'), 'the popup comes');
  await settled(coming.element);
  return {...coming, box: coming.visitor.find<HTMLElement>('.box')!};
}

const said = ({element}: Popup): string =>
  [...element.shadowRoot!.children].find(child => child.role === 'status')!.textContent!;
const wait = (ms: number) => new Promise(done => setTimeout(done, ms));

describe('<stagepost-nps mode="popup">', () => {
  beforeEach(async () => {
    forget();
    field = await fixture(html`<input aria-label="Search" />`);
  });

  it('stands over the page, and leaves the page as it was', async () => {
    const before = document.documentElement.scrollHeight;
    const {box, element} = await openPopup();
    expect(getComputedStyle(box).position).to.equal('fixed');
    expect(box.matches(':popover-open')).to.equal(true);
    expect(element.getBoundingClientRect().height).to.equal(0);
    expect(document.documentElement.scrollHeight).to.equal(before);
    const {bottom, right} = box.getBoundingClientRect();
    expect(innerHeight - bottom).to.be.within(8, 24);
    expect(document.documentElement.clientWidth - right).to.be.within(8, 24);
  });

  it('is a dialog named by its question, no modal one, and passes axe in each of its states', async () => {
    const {box, element, visitor} = await openPopup();
    expect(box.getAttribute('role')).to.equal('dialog');
    expect(box.hasAttribute('aria-modal')).to.equal(false);
    expect(box.getAttribute('aria-label')).to.equal(visitor.legends[0]);
    await expect(element).to.be.accessible();
    await visitor.score(3);
    await expect(element).to.be.accessible();
    await visitor.press('Send');
    await waitUntil(() => visitor.find('[part=state]'));
    expect(visitor.find('.box')!.getAttribute('aria-label')).to.equal('Thank you. We are sorry it was not better.');
    await expect(element).to.be.accessible();
  });

  it('covers neither a score nor the focus ring of a title with the way out', async () => {
    const {element, visitor} = await comingPopup();
    element.definition = {questions: [{id: 'score', text: 'In one line?'}]};
    await waitUntil(() => visitor.find('.close'), 'the popup comes');
    await settled(element);
    const boxOf = (selector: string): DOMRect => visitor.find<HTMLElement>(selector)!.getBoundingClientRect();
    expect(boxOf('.scale').top).to.be.at.least(boxOf('.close').bottom);
    await visitor.answer(9);
    // The ring is 2px wide and 2px away.
    expect(boxOf('.title').right + 4).to.be.at.most(boxOf('.close').left);
  });

  it('takes no focus, and says once that it came and how to reach it', async () => {
    field.focus();
    const popup = await openPopup();
    expect(document.activeElement).to.equal(field);
    await waitUntil(() => said(popup));
    expect(said(popup)).to.equal(
      'A question for you: How likely are you to recommend us to a friend or colleague? Press F6 to go to it.',
    );
  });

  it('is reached with F6, left with F6, and closed with Escape from inside alone', async () => {
    field.focus();
    const {element, visitor, outbox} = await openPopup();
    await sendKeys({press: 'Escape'});
    await settled(element);
    expect(visitor.find('form')).not.to.equal(null);
    await sendKeys({press: 'F6'});
    expect(element.shadowRoot!.activeElement).to.equal(visitor.scores[0]);
    await sendKeys({press: 'F6'});
    expect(document.activeElement).to.equal(field);
    await sendKeys({press: 'F6'});
    const dismissals = heard<{never: boolean}>('dismiss');
    let heardByPage = false;
    document.addEventListener('keydown', () => (heardByPage = true), {once: true});
    await sendKeys({press: 'Escape'});
    await waitUntil(() => document.activeElement === field, 'the focus returns');
    expect(heardByPage, 'the page closes nothing of its own').to.equal(false);
    expect(dismissals).to.have.lengthOf(1);
    expect(dismissals[0]!.never).to.equal(false);
    await waitUntil(() => outbox.events.includes('Survey Dismissed'));
    await waitUntil(() => visitor.text.includes('We will not ask again for 30 days'));
    await settled(element);
    expect(document.activeElement, 'the note leaves the focus where it is').to.equal(field);
  });

  it('leads to its note whoever closed it and had the focus nowhere else', async () => {
    const {element, visitor} = await openPopup();
    await sendKeys({press: 'F6'});
    await sendKeys({press: 'Escape'});
    await waitUntil(() => element.shadowRoot!.activeElement === visitor.find('.title'), 'the note takes the focus');
    await wait(100);
    expect(element.shadowRoot!.activeElement, 'and keeps it').to.equal(visitor.find('.title'));
    expect(visitor.text).to.contain('We will not ask again for 30 days');
  });

  it('brings back what was entered where the visitor closed it by mistake', async () => {
    const {visitor} = await openPopup();
    await visitor.score(6);
    await visitor.write('comment', 'stays');
    visitor.find<HTMLButtonElement>('.close')!.click();
    await waitUntil(() => visitor.button('Undo'));
    await visitor.press('Undo');
    expect(visitor.chosen).to.equal(6);
    expect(visitor.find('[name=comment]')!.value).to.equal('stays');
  });

  it('is not asked again for 30 days once it was closed', async () => {
    const {element, visitor} = await openPopup();
    visitor.find<HTMLButtonElement>('.close')!.click();
    await settled(element);
    element.remove();
    const again = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps mode="popup" survey=${element.survey}></stagepost-nps>`,
    );
    await waitUntil(() => again.hidden, 'it stays closed');
    const gate = (await again.explain()).gates.find(({pass}) => !pass);
    expect(gate).to.include({gate: 'dismiss', pass: false});
    expect(Date.parse(gate!.until!) - Date.now()).to.be.within(29.9 * 864e5, 30 * 864e5);
  });

  it('lets a note stand until the visitor goes on with the page', async () => {
    const {element, visitor} = await openPopup();
    await visitor.press('Not now');
    expect(visitor.text).to.contain('We will not ask again for 7 days');
    await wait(300);
    expect(element.hidden).to.equal(false);
    field.click();
    await settled(element);
    expect(element.hidden).to.equal(true);
    expect(visitor.find('.box')!.getClientRects().length).to.equal(0);
  });

  it('stays open while it asks, whatever the visitor clicks beside it', async () => {
    const {element, visitor} = await openPopup();
    document.body.click();
    await settled(element);
    expect(element.hidden).to.equal(false);
    expect(visitor.find('form')).not.to.equal(null);
  });

  it('waits while the visitor writes, while a dialog is open, and while another popup stands', async () => {
    field.focus();
    await sendKeys({type: 'tea'});
    const {element, visitor} = await comingPopup();
    await wait(1500);
    expect(visitor.find('.box')).to.equal(null);
    expect((await element.explain()).gates.find(({pass}) => !pass)).to.include({gate: 'moment'});
    const dialog = await fixture<HTMLDialogElement>(html`<dialog><button>OK</button></dialog>`);
    dialog.showModal();
    await wait(1500);
    expect(visitor.find('.box')).to.equal(null);
    const other = await comingPopup();
    dialog.close();
    dialog.remove();
    field.blur();
    await waitUntil(() => visitor.find('.box') ?? other.visitor.find('.box'), 'one of them comes');
    await wait(1500);
    const open = [visitor, other.visitor].filter(({find}, at) => [visitor, other.visitor][at]!.find('.box') && find);
    expect(open).to.have.lengthOf(1);
    const second = open[0] === visitor ? other.visitor : visitor;
    await open[0]!.press('Not now');
    document.body.click();
    await waitUntil(() => second.find('.box'), 'then the other');
  });

  it('opens by itself for nobody who refused to be measured; show() opens it', async () => {
    const {element, visitor} = await comingPopup({}, 'denied');
    await wait(1500);
    expect(visitor.find('.box')).to.equal(null);
    expect((await element.explain()).gates.find(({pass}) => !pass)).to.include({gate: 'consent'});
    await element.show();
    expect(visitor.find('form')).not.to.equal(null);
  });

  it('comes once consent is given', async () => {
    const {element, visitor} = await comingPopup({}, 'denied');
    await wait(300);
    element.closest('stagepost-context')!.setAttribute('consent', 'granted');
    await waitUntil(() => visitor.find('.box'), 'it comes');
  });

  it('is shown and told once, and by show() at once', async () => {
    const shows = heard('show');
    const {element} = await openPopup();
    expect(shows).to.have.lengthOf(1);
    element.closest('stagepost-context')!.setAttribute('consent', 'granted');
    await wait(1500);
    expect(shows).to.have.lengthOf(1);
    const hidden = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps mode="popup" hidden survey=${survey()}></stagepost-nps>`,
    );
    await wait(300);
    await hidden.show();
    expect(hidden.shadowRoot!.querySelector('.box')!.matches(':popover-open')).to.equal(true);
  });

  it('stays, with its answer, where it is moved in the page', async () => {
    const {element, visitor} = await openPopup();
    await visitor.score(8);
    const place = await fixture(html`<section></section>`);
    element.closest('stagepost-context')!.after(place);
    place.append(element.closest('stagepost-context')!);
    await settled(element);
    expect(visitor.chosen).to.equal(8);
    expect(visitor.find('.box')!.matches(':popover-open')).to.equal(true);
    await sendKeys({press: 'F6'});
    expect(element.shadowRoot!.activeElement).to.equal(visitor.scores[8]);
  });

  for (const [placement, at] of [
    ['bottom-end', 'bottom right'],
    ['bottom-start', 'bottom left'],
    ['top-end', 'top right'],
    ['top-start', 'top left'],
    ['top', 'top middle'],
    ['bottom', 'bottom middle'],
  ] as const)
    it(`stands at ${placement}, in Arabic on the other side, and whole on 320 pixels`, async () => {
      const {box, element, visitor} = await openPopup({placement});
      const where = () => {
        const {top, left, width, height} = box.getBoundingClientRect();
        const {clientWidth} = document.documentElement;
        const across = left + width / 2 - clientWidth / 2;
        return `${top + height / 2 > innerHeight / 2 ? 'bottom' : 'top'} ${Math.abs(across) < 2 ? 'middle' : across > 0 ? 'right' : 'left'}`;
      };
      expect(where()).to.equal(at);
      element.lang = 'ar';
      await waitUntil(() => box.dir === 'rtl');
      const mirrored = {left: 'right', right: 'left', middle: 'middle'};
      expect(where()).to.equal(at.replace(/left|right|middle/, side => mirrored[side as 'left']));
      await setViewport({width: 320, height: 600});
      await visitor.score(2);
      await settled(element);
      const {left, right, top, bottom} = box.getBoundingClientRect();
      expect([left, right].map(Math.round)).to.deep.equal([8, 312]);
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(innerHeight);
      const send = visitor.find<HTMLElement>('.main')!.getBoundingClientRect();
      expect(send.bottom, 'what sends the answer is in reach').to.be.at.most(bottom);
      await setViewport({width: 800, height: 600});
    });

  it('says what is wrong with a placement', async () => {
    const errors = heard<{details: string}>('error');
    await openPopup({placement: 'left'});
    await waitUntil(() => errors.length);
    expect(errors[0]!.details).to.contain('placement="left">: use bottom or top');
  });
});
