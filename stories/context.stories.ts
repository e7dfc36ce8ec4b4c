/** Settings for everything inside, and one context within another. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {outboxOf} from './support/stage.js';
import {visit} from './support/visitor.js';

export default {title: 'stagepost-context', component: 'stagepost-context'} satisfies Meta;

type Story = StoryObj;

/** The inner context says its stage and keeps what the outer one says of everything else. */
export const TwoNested: Story = {
  render: (_, context) =>
    html`<stagepost-context
      endpoint="/nowhere"
      site="pk_story"
      journey="kettle"
      stage="shop"
      .ownOutbox=${outboxOf(context)}
    >
      <p class="note">Journey <code>kettle</code>, stage <code>shop</code>:</p>
      <stagepost-nps id="outer" survey=${`${context.id}-outer`} subject="our shop"></stagepost-nps>
      <stagepost-context stage="delivery" touchpoint="parcel">
        <p class="note" style="margin-block-start: 24px">
          Inside it, stage <code>delivery</code>, touchpoint <code>parcel</code>:
        </p>
        <stagepost-nps id="inner" survey=${`${context.id}-inner`} subject="our couriers"></stagepost-nps>
      </stagepost-context>
    </stagepost-context>`,
  async play(context) {
    const {canvasElement} = context;
    await visit(canvasElement, '#outer').answer(9);
    await visit(canvasElement, '#inner').answer(6);
    const answers = outboxOf(context).saved.filter(({kind}) => kind === 'response');
    const where = answers.map(({data}) => data['context'] as Record<string, unknown>);
    await expect(where.map(({journey, stage, touchpoint}) => [journey, stage, touchpoint])).toEqual([
      ['kettle', 'shop', undefined],
      ['kettle', 'delivery', 'parcel'],
    ]);
  },
};
