/** The thank-you, which says where the answer stands, and the prompt that was turned away. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {TextKey} from './support/languages.js';
import {type OutboxAnswers, StoryOutbox} from './support/outbox.js';
import {prompt, type PromptArgs, promptMeta} from './support/prompt.js';
import {type Visitor, visit} from './support/visitor.js';

export default {
  ...promptMeta,
  title: 'stagepost-nps/Thanks',
  tags: ['!autodocs'],
} satisfies Meta<PromptArgs>;

type Story = StoryObj<PromptArgs>;

interface Standing {
  readonly name: TextKey;
  readonly answers?: OutboxAnswers;
  /** The visitor takes the answer back. */
  readonly withdraws?: boolean;
}

const standings: readonly Standing[] = [
  {name: 'disk'},
  {name: 'session', answers: {persisted: 'session'}},
  {name: 'memory', answers: {persisted: 'memory'}},
  {name: 'sent', answers: {verdict: 'sent'}},
  {name: 'dead-letter', answers: {verdict: 'dead-letter'}},
  {name: 'withdrawing', withdraws: true},
  {name: 'withdrawn', answers: {withdrawal: 'arrives'}, withdraws: true},
];

async function reach(visitor: Visitor, score: number, {name, withdraws}: Standing): Promise<void> {
  await visitor.answer(score);
  if (withdraws) await visitor.press('withdraw');
  await visitor.reads(name);
}

const standing = (name: TextKey, score: number): Story => {
  const found = standings.find(one => one.name === name)!;
  return {
    parameters: {outbox: found.answers ?? {}},
    play: ({canvasElement}) => reach(visit(canvasElement), score, found),
  };
};

export const SavedOnThisDevice = standing('disk', 9);
export const KeptUntilTheBrowserCloses = standing('session', 7);
export const KeptInThisTab = standing('memory', 3);
export const Sent = standing('sent', 10);
export const CouldNotBeDelivered = standing('dead-letter', 2);
export const Withdrawing = standing('withdrawing', 8);
export const Withdrawn = standing('withdrawn', 8);

export const Offline: Story = {
  parameters: {offline: true},
  play: ({canvasElement}) => reach(visit(canvasElement), 9, {name: 'offline'}),
};

export const CouldNotBeTakenBack: Story = {
  parameters: {outbox: {withdrawal: 'fails'}},
  async play({canvasElement}) {
    await reach(visit(canvasElement), 6, {name: 'disk', withdraws: false});
    await visit(canvasElement).press('withdraw');
    await visit(canvasElement).reads('notWithdrawn');
  },
};

const scores = [2, 7, 10];

/** Each segment's thank-you with each standing. */
export const EveryStanding: Story = {
  decorators: [story => story()],
  parameters: {outbox: 'none'},
  render: (args, {id}) =>
    html`<div class="grid">
      ${standings.flatMap(({name, answers}) =>
        scores.map(
          score =>
            html`<stagepost-context
              endpoint="/nowhere"
              site="pk_story"
              data-standing=${name}
              data-score=${score}
              .ownOutbox=${new StoryOutbox(answers)}
              >${prompt({...args, survey: `${id}-${score}-${name.replace('/', '-')}`}, {id})}</stagepost-context
            >`,
        ),
      )}
    </div>`,
  async play({canvasElement}) {
    for (const around of canvasElement.querySelectorAll<HTMLElement>('[data-standing]')) {
      const found = standings.find(({name}) => name === around.dataset['standing'])!;
      await reach(visit(around), Number(around.dataset['score']), found);
    }
  },
};

export const Snoozed: Story = {
  async play({canvasElement}) {
    await visit(canvasElement).press('notNow');
    await visit(canvasElement).reads('snoozed');
  },
};

export const NeverAskAgain: Story = {
  async play({canvasElement}) {
    await visit(canvasElement).press('never');
    await visit(canvasElement).reads('refused');
  },
};

/** A refusal taken back: the prompt asks again. */
export const Undone: Story = {
  async play({canvasElement}) {
    await visit(canvasElement).press('never');
    await visit(canvasElement).press('undo');
    await visit(canvasElement).find('[name=score]');
  },
};
