/** The prompt over the page, in each of its places. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {prompt, type PromptArgs, promptMeta} from './support/prompt.js';
import {visit} from './support/visitor.js';

export default {
  ...promptMeta,
  title: 'stagepost-nps/Popup',
  tags: ['!autodocs'],
  args: {mode: 'popup'},
  render: (args, context) =>
    html`<div class="note">
        <p>A page that its visitor reads. The popup comes once the page has been still for a second.</p>
        ${Array.from({length: 6}, () => html`<p>Kettles, towels and spoons, made to be used every day and to last.</p>`)}
      </div>
      ${prompt(args, context)}`,
} satisfies Meta<PromptArgs>;

type Story = StoryObj<PromptArgs>;

const comes: Story['play'] = async ({canvasElement}) => {
  await expect(await visit(canvasElement).find('form')).toBeVisible();
};
const at = (placement?: string): Story => ({...(placement && {args: {placement}}), play: comes});

/** Where nothing else is said. */
export const BottomEnd = at();
export const Bottom = at('bottom');
export const BottomStart = at('bottom-start');
export const TopEnd = at('top-end');
export const Top = at('top');
export const TopStart = at('top-start');

export const Scored: Story = {play: ({canvasElement}) => visit(canvasElement).score(9)};

/** Longer than the window: the way out and the way on stay in reach. */
export const Filled: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(6);
    await visitor.choose('support', 'value_price', 'other');
    await (await visitor.find('[name=contact]')).click();
    await expect(await visitor.find('.close')).toBeVisible();
    await expect(await visitor.find('.main')).toBeVisible();
  },
};

export const Thanks: Story = {
  parameters: {outbox: {verdict: 'sent'}},
  async play({canvasElement}) {
    await visit(canvasElement).answer(10);
    await visit(canvasElement).reads('sent');
  },
};

/** Closed without an answer: a note says for how long, and lets the visitor undo it. */
export const Closed: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.find('form');
    await visitor.press('close');
    await visitor.reads('snoozed');
  },
};

export const NeverAskAgain: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.find('form');
    await visitor.press('never');
    await visitor.reads('refused');
  },
};

export const Dark: Story = {...at('bottom-start'), globals: {theme: 'dark'}};
export const ThemeOfTheSite: Story = {...Scored, globals: {theme: 'own'}};
export const Arabic: Story = {...Scored, globals: {lang: 'ar'}};
