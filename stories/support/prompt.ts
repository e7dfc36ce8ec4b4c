/** The prompt of a story: the attributes that its controls name, and a survey of its own. */
import type {Meta} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import {withOutbox} from './stage.js';

export interface PromptArgs {
  readonly 'survey'?: string;
  readonly 'subject'?: string;
  readonly 'mode'?: string;
  readonly 'placement'?: string;
  readonly 'lang'?: string;
  readonly 'consent'?: string;
  readonly 'storage'?: string;
  readonly 'number-keys'?: string;
  readonly 'definition'?: unknown;
}

export const prompt = (args: PromptArgs, {id}: {readonly id: string}): TemplateResult =>
  html`<stagepost-nps
    survey=${args.survey ?? id}
    subject=${args.subject || nothing}
    mode=${args.mode ?? nothing}
    placement=${args.placement ?? nothing}
    lang=${args.lang || nothing}
    consent=${args.consent ?? nothing}
    storage=${args.storage ?? nothing}
    number-keys=${args['number-keys'] ?? nothing}
    .definition=${args.definition}
  ></stagepost-nps>`;

/** What every page of its stories has beside a title. */
export const promptMeta = {
  component: 'stagepost-nps',
  render: prompt,
  decorators: [withOutbox],
} satisfies Meta<PromptArgs>;
