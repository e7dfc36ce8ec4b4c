/** The prompt with an owner's words, and in places that are hard on it. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {prompt, type PromptArgs, promptMeta} from './support/prompt.js';
import {visit} from './support/visitor.js';
import {wildSheet} from './support/wild.js';

export default {
  ...promptMeta,
  title: 'stagepost-nps/Own words, hard places',
  tags: ['!autodocs'],
} satisfies Meta<PromptArgs>;

type Story = StoryObj<PromptArgs>;

const filled: Story['play'] = async ({canvasElement}) => {
  const visitor = visit(canvasElement);
  await visitor.score(9);
  await visitor.choose('support', 'value_price');
};

/** A whole definition: its own questions and no others, in two languages. */
export const OwnDefinition: Story = {
  args: {
    definition: {
      schema: 'stagepost/survey/1',
      id: 'kettle-owners',
      questions: [
        {
          id: 'score',
          type: 'nps',
          text: {
            en: 'Would you tell a friend to buy this kettle?',
            de: 'Würden Sie diesen Kessel Freunden empfehlen?',
          },
          low: {en: 'Surely not', de: 'Sicher nicht'},
          high: {en: 'At once', de: 'Sofort'},
        },
        {
          id: 'parts',
          type: 'multiple',
          text: {en: 'Which part of it?', de: 'Welcher Teil?'},
          options: [
            {id: 'spout', text: {en: 'The spout', de: 'Die Tülle'}},
            {id: 'handle', text: {en: 'The handle', de: 'Der Griff'}},
            {id: 'lid', text: {en: 'The lid', de: 'Der Deckel'}},
          ],
          max: 2,
          primary: true,
        },
      ],
    },
  },
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(9);
    await visitor.choose('spout', 'handle');
  },
};

/** Part of a definition: words of the owner's over the kit's, and where the thank-you leads. */
export const OwnWords: Story = {
  args: {
    definition: {
      questions: [
        {id: 'score', type: 'nps', text: 'Would you send a friend to our shop?'},
        {id: 'comment', type: 'text', hint: 'We read every word.'},
      ],
      thanks: {
        bySegment: {
          promoter: {
            text: 'Thank you. Would you tell others?',
            actions: [
              {id: 'review', text: 'Write a review', href: '/review'},
              {id: 'friend', text: 'Invite a friend', href: '/invite'},
            ],
          },
        },
      },
    },
  },
  async play({canvasElement}) {
    await visit(canvasElement).answer(10);
    await expect(await visit(canvasElement).find('[part=action]')).toBeVisible();
  },
};

const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';

/** Words that do not break by themselves, and texts longer than anybody planned for. */
export const LongWords: Story = {
  globals: {width: '320px'},
  args: {
    definition: {
      questions: [
        {
          id: 'score',
          type: 'nps',
          text: `${long}: ${'how likely are you to recommend it, all in all? '.repeat(4)}`,
          low: long,
          high: long,
        },
        {
          id: 'causes',
          type: 'multiple',
          options: [
            {id: 'support', text: long},
            {id: 'value_price', text: 'A cause told at length, over more than one line. '.repeat(3)},
          ],
        },
        {id: 'contact', type: 'contact', text: `${long} ${long}`},
      ],
    },
  },
  play: filled,
};

export const Narrow: Story = {globals: {width: '320px'}, play: filled};
export const Dark: Story = {globals: {theme: 'dark'}, play: filled};
export const ThemeOfTheSite: Story = {globals: {theme: 'own'}, play: filled};
export const RightToLeft: Story = {globals: {lang: 'ar'}, play: filled};

/** Twice the page's font size: everything follows it. */
export const LargeFont: Story = {
  render: (args, context) => html`<div style="font-size: 200%">${prompt(args, context)}</div>`,
  play: filled,
};

/** In the forced colours of a system's contrast theme only borders and words are left: see it in the browser's rendering tools. */
export const ForcedColours: Story = {
  render: (args, context) =>
    html`<p class="note">
        To see it, emulate <code>forced-colors: active</code> in the browser's rendering tools, or choose a contrast
        theme of the system.
      </p>
      ${prompt(args, context)}`,
  play: filled,
};

/** Inside a page whose style sheet stops at nothing. */
export const HostilePage: Story = {
  render: (args, context) =>
    html`<style>
        ${wildSheet}
      </style>
      <div class="wild">
        <p class="trap">Our fine shop</p>
        ${prompt(args, context)}
      </div>`,
  async play(context) {
    await filled(context);
    const {canvasElement} = context;
    const send = await visit(canvasElement).find('.main');
    await expect(send).toBeVisible();
    const {textTransform, letterSpacing, position} = getComputedStyle(send);
    await expect([textTransform, letterSpacing, position]).toEqual(['none', 'normal', 'static']);
  },
};
