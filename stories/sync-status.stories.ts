/** How many answers wait, in every state there is. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {Pending} from '../src/outbox/port.js';
import type {OutboxAnswers} from './support/outbox.js';
import {withOutbox} from './support/stage.js';
import {visit} from './support/visitor.js';

export default {
  title: 'stagepost-sync-status',
  component: 'stagepost-sync-status',
  render: () => html`<stagepost-sync-status></stagepost-sync-status>`,
  decorators: [withOutbox],
} satisfies Meta;

type Story = StoryObj;

const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const yesterday = at(-30 * 60);

const state = (pending: Partial<Pending>, answers: OutboxAnswers = {}): Story => ({
  parameters: {outbox: {pending, ...answers}},
  play: async ({canvasElement}) => void (await visit(canvasElement).find('[part=count]')),
});

export const NeverSent = state({});
export const EverythingSent = state({lastSentAt: at(-4)});
export const SentEarlier = state({lastSentAt: yesterday});
export const OneWaits = state({answers: 1, lastSentAt: at(-4)});
export const ManyWait = state({answers: 1204, withdrawals: 2, dead: 3, lastSentAt: yesterday, nextTryAt: at(12)});
export const BeingTakenBack = state({withdrawals: 1});
export const CouldNotBeDelivered = state({dead: 2, lastSentAt: at(-60)});
export const NoNetwork = state({answers: 3, problem: 'network', nextTryAt: at(2)});
export const OwnerMustAct = state({answers: 3, problem: 'configuration', nextTryAt: at(55)});
export const KeptInThisTab = state({answers: 2}, {persisted: 'memory'});

export const Offline: Story = {
  ...state({answers: 2, nextTryAt: at(2)}),
  parameters: {offline: true, outbox: {pending: {answers: 2}}},
};

export const Unreadable: Story = {
  parameters: {outbox: {unreadable: true}},
  play: ({canvasElement}) => visit(canvasElement).reads('unreadable'),
};

export const NotConnected: Story = {
  parameters: {outbox: 'none'},
  play: ({canvasElement}) => visit(canvasElement).reads('unset'),
};

export const Sending: Story = {
  parameters: {outbox: {pending: {answers: 3}, hangs: true}},
  async play({canvasElement}) {
    await visit(canvasElement).press('sendNow');
    await visit(canvasElement).reads('sending');
  },
};

export const AsksBeforeDeleting: Story = {
  parameters: {outbox: {pending: {answers: 3}}},
  async play({canvasElement}) {
    await visit(canvasElement).press('remove');
    await visit(canvasElement).reads('confirm');
  },
};

export const Deleted: Story = {
  parameters: {outbox: {pending: {answers: 3}}},
  async play(context) {
    await AsksBeforeDeleting.play!(context);
    await visit(context.canvasElement).press('yes');
    await visit(context.canvasElement).reads('removed');
  },
};

export const Dark: Story = {...ManyWait, globals: {theme: 'dark'}};
export const Narrow: Story = {...ManyWait, globals: {width: '320px'}};
export const RightToLeft: Story = {...ManyWait, globals: {lang: 'ar'}};
