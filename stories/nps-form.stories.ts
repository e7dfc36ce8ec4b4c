/** The prompt while it is filled in. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {expect} from 'storybook/test';
import type {ErrorCode} from '../src/schema/error.js';
import type {TextKey} from './support/languages.js';
import {type PromptArgs, promptMeta} from './support/prompt.js';
import {visit} from './support/visitor.js';

export default {
  ...promptMeta,
  title: 'stagepost-nps/Form',
} satisfies Meta<PromptArgs>;

type Story = StoryObj<PromptArgs>;

export const Empty: Story = {};

export const WithSubject: Story = {args: {subject: 'our enamel kettles'}};

const scored = (score: number): Story => ({play: ({canvasElement}) => visit(canvasElement).score(score)});
export const Detractor = scored(2);
export const Passive = scored(7);
export const Promoter = scored(9);
export const HighestScore = scored(10);

export const OneCause: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(3);
    await visitor.choose('support');
  },
};

export const WhichMattersMost: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(8);
    await visitor.choose('support', 'value_price');
    await visitor.find('[name=main]');
  },
};

/** Three causes at most: a fourth one is refused, and a screen reader is told why. */
export const CausesFull: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(9);
    await visitor.choose('support', 'value_price', 'product_quality', 'trust_privacy');
    await expect(await visitor.find('[name=causes][value=trust_privacy]')).not.toBeChecked();
    await visitor.reads('upTo');
  },
};

export const SomethingElse: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(5);
    await visitor.choose('other');
    await visitor.write('other', 'The box was open when it came');
  },
};

export const Filled: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(6);
    await visitor.choose('support', 'delivery_onboarding');
    await (await visitor.find('[name=main][value=support]')).click();
    await visitor.write('comment', 'The kettle came late, and nobody could tell me where it was.');
    await (await visitor.find('[name=contact]')).click();
    await visitor.write('email', 'ada@example.com');
  },
};

const written = (units: number): Story => ({
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(4);
    await visitor.write('comment', 'Far too long. '.repeat(300).slice(0, units));
    await visitor.reads(units > 4000 ? 'over' : 'left');
  },
});
export const CommentNearItsLimit = written(3950);

export const CommentOverItsLimit: Story = {
  async play(context) {
    await written(4020).play!(context);
    await visit(context.canvasElement).press('send');
    await expect(await visit(context.canvasElement).find('textarea')).toHaveAttribute('aria-invalid', 'true');
  },
};

export const MayContact: Story = {
  async play({canvasElement}) {
    const visitor = visit(canvasElement);
    await visitor.score(9);
    await (await visitor.find('[name=contact]')).click();
    await visitor.find('[name=email]');
  },
};

export const WrongEmail: Story = {
  async play(context) {
    await MayContact.play!(context);
    const visitor = visit(context.canvasElement);
    await visitor.write('email', 'ada at example');
    await visitor.press('send');
    await visitor.reads('emailWrong');
  },
};

const sent: Story['play'] = async ({canvasElement}) => {
  const visitor = visit(canvasElement);
  await visitor.score(8);
  await visitor.press('send');
};

export const Saving: Story = {
  parameters: {outbox: {hangs: true}},
  async play(context) {
    await sent(context);
    await visit(context.canvasElement).reads('saving');
  },
};

const refused = (code: ErrorCode & TextKey): Story => ({
  parameters: {outbox: {refuses: code}},
  async play(context) {
    await sent(context);
    await visit(context.canvasElement).reads(code);
  },
});
export const StorageRefused = refused('storage/failed');
export const DeviceTooFull = refused('outbox/full');
export const AnswerTooLong = refused('answer/too-large');

/** The owner reads why on the console and in `stagepost-error`; the visitor's answer stays in the form. */
export const WithoutEndpoint: Story = {
  parameters: {outbox: 'none'},
  async play(context) {
    await sent(context);
    await visit(context.canvasElement).reads('endpoint/missing');
  },
};
