/** What a screen reader is told of every control of the prompt, in each phase: role, name, description and state. */
import {expect, html} from '@open-wc/testing';
import {a11ySnapshot, sendKeys} from '@web/test-runner-commands';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {KitError} from '../../src/schema/error.js';
import {FakeOutbox, forget, settled, survey, Visitor, withOutbox} from './support.js';

/** A node of the browser's accessibility tree, in each engine as far as the engine tells it. */
interface Node {
  role: string;
  name?: string;
  description?: string;
  checked?: boolean;
  disabled?: boolean;
  required?: boolean;
  invalid?: boolean | string;
  children?: Node[];
}

const controls = ['group', 'radio', 'checkbox', 'textbox', 'button', 'link', 'alert'];
const states = ['checked', 'disabled', 'required', 'invalid'] as const;
const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];

/** One line a control: `textbox "E-mail address" (hint) required invalid`. */
async function told(): Promise<string[]> {
  const nodes = flat((await a11ySnapshot({})) as unknown as Node);
  return nodes
    .filter(({role}) => controls.includes(role.toLowerCase()))
    .map(node => {
      const held = states.filter(state => node[state] && node[state] !== 'false');
      return [node.role, `"${node.name}"`, ...(node.description ? [`(${node.description})`] : []), ...held].join(' ');
    });
}

async function visit(outbox = new FakeOutbox()) {
  const definition = {
    questions: [{id: 'causes', options: [{id: 'speed', text: 'Speed'}, {id: 'support'}, {id: 'value_price'}], shuffle: false, max: 2}],
    thanks: {actions: [{id: 'review', text: 'Write a review', href: '/review'}]},
  }; // prettier-ignore
  const element = await withOutbox<StagepostNps>(
    outbox,
    html`<stagepost-nps survey=${survey()} .definition=${definition}></stagepost-nps>`,
  );
  await settled(element);
  return {outbox, element, visitor: new Visitor(element)};
}

const question = 'group "How likely are you to recommend us to a friend or colleague?"';
const scores = (chosen?: number) =>
  Array.from({length: 11}, (_, score) => {
    const end = score === 0 ? ', Not at all likely' : score === 10 ? ', Extremely likely' : '';
    return `radio "${score}${end}"${score === chosen ? ' checked' : ''}`;
  });
const refusals = ['button "Not now"', 'button "Never ask again"'];

describe('a screen reader is told', () => {
  beforeEach(forget);

  it('the question, eleven scores, and two ways to say no', async () => {
    await visit();
    expect(await told()).to.deep.equal([question, ...scores(), ...refusals]);
  });

  it('what is chosen, what cannot be chosen any more, what is asked for, and what is wrong', async () => {
    const {element, visitor} = await visit();
    await visitor.score(6);
    await visitor.choose('support', 'other');
    visitor.find('[name=contact]')!.click();
    await settled(element);
    await visitor.press('Send');
    expect(await told()).to.deep.equal([
      question,
      ...scores(6),
      `group "${visitor.legends[1]}"`,
      'checkbox "Speed" disabled',
      'checkbox "Support" checked',
      'checkbox "Price or value" disabled',
      'checkbox "Something else" checked',
      'textbox "In a few words"',
      'group "Which matters most?"',
      'radio "Support"',
      'radio "Something else"',
      'textbox "Anything else? (optional)" (Please leave out names and private details.)',
      'checkbox "You may write to me about my answer." checked',
      'textbox "E-mail address" (Please enter a full address, or untick the box.) required invalid',
      'button "Send"',
      ...refusals,
    ]);
    expect(visitor.root.activeElement).to.equal(visitor.find('[name=email]'));
  });

  it('that the device refused the answer, and how to try again', async () => {
    const {visitor, outbox} = await visit();
    await visitor.score(9);
    outbox.refuse = new KitError('outbox/full');
    await visitor.press('Send');
    const lines = await told();
    expect(lines.filter(line => line.startsWith('alert')).length).to.equal(1);
    expect(lines).to.include('button "Try again"');
    expect(visitor.find('[role=alert]')!.textContent!.trim()).not.to.equal('');
  });

  it('what can be done after the thanks, and after a no', async () => {
    const first = await visit();
    await first.visitor.answer(9);
    expect(await told()).to.deep.equal(['link "Write a review"', 'button "Take my answer back"']);
    first.element.closest('stagepost-context')!.remove();
    const second = await visit();
    await second.visitor.press('Not now');
    expect(await told()).to.deep.equal(['button "Undo"']);
  });

  it('control: a field that lost its name is noticed', async () => {
    const {visitor} = await visit();
    visitor.scores[5]!.removeAttribute('aria-label');
    visitor.scores[5]!.nextElementSibling!.textContent = '';
    expect(await told()).not.to.deep.equal([question, ...scores(), ...refusals]);
  });
});

describe('with the keyboard', () => {
  beforeEach(forget);

  it('one goes back with Shift and Tab, and finds all as it was; Escape takes nothing away', async () => {
    const {element, visitor} = await visit();
    const press = async (key: string) => {
      await sendKeys({press: key});
      await settled(element);
    };
    await press('Tab');
    for (const [key, score] of [
      ['ArrowRight', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['ArrowLeft', 0],
    ] as const) {
      await press(key);
      expect(visitor.chosen, key).to.equal(score);
    }
    await press('Tab');
    await press('Space');
    expect(visitor.find('[value=speed]')!.checked).to.equal(true);
    await press('Escape');
    await sendKeys({down: 'Shift'});
    await press('Tab');
    await sendKeys({up: 'Shift'});
    expect((visitor.root.activeElement as HTMLInputElement).value, 'back among the scores, at the chosen one').to.equal(
      '0',
    );
    await press('Escape');
    expect([visitor.chosen, visitor.find('[value=speed]')!.checked]).to.deep.equal([0, true]);
    await press('Tab');
    await press('Space');
    expect(visitor.find('[value=speed]')!.checked, 'Space takes a choice back').to.equal(false);
  });
});
