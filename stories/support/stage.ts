/** Where a story stands: a page in the theme, language, direction and width that the toolbar says, and its outbox. */
import type {Decorator, Preview} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import {kitLanguages} from '../../src/locales/languages.js';
import {setPageSettings} from '../../src/ui/page.js';
import {type OutboxAnswers, StoryOutbox} from './outbox.js';

type Choices = NonNullable<Preview['globalTypes']>;
type Toolbar = Required<NonNullable<Choices[string]['toolbar']>>;

/** A choice in the toolbar. */
const choice = (title: string, of: string, icon: Toolbar['icon'], items: Toolbar['items']): Choices[string] => ({
  description: `${title} of the ${of}`,
  toolbar: {title, icon, dynamicTitle: true, items},
});

export const globalTypes: Choices = {
  theme: choice('Theme', 'page', 'circlehollow', [
    {value: 'light', title: 'Light'},
    {value: 'dark', title: 'Dark'},
    {value: 'own', title: 'A theme of the site'},
  ]),
  lang: choice('Language', 'page', 'globe', [...kitLanguages]),
  dir: choice('Direction', 'page', 'transfer', [
    {value: 'auto', title: 'By language'},
    {value: 'rtl', title: 'Right to left'},
  ]),
  width: choice('Width', 'place', 'grow', [
    {value: 'full', title: 'Whole width'},
    {value: '768px', title: '768 px'},
    {value: '480px', title: '480 px'},
    {value: '320px', title: '320 px'},
  ]),
};

export const initialGlobals = {
  theme: typeof STORY_THEME === 'string' ? STORY_THEME : 'light',
  lang: 'en',
  dir: 'auto',
  width: 'full',
};

const rightToLeft = (lang: string): boolean => lang === 'ar';

/** The page around the story. In a page that names no language the direction is the page's own. */
export const stage: Decorator = (story, {globals}) => {
  const {theme, lang, dir, width} = globals as typeof initialGlobals;
  const turned = dir === 'rtl' && !rightToLeft(lang);
  document.documentElement.lang = turned ? '' : lang;
  // Elements that are shown already look around again.
  queueMicrotask(() => setPageSettings({}));
  return html`<div
    class="stage ${theme}"
    dir=${turned || rightToLeft(lang) ? 'rtl' : 'ltr'}
    lang=${turned ? nothing : lang}
  >
    <div class="place" style=${width === 'full' ? nothing : `inline-size: ${width}`}>${story()}</div>
  </div>`;
};

const outboxes = new Map<string, StoryOutbox>();

/** The outbox of a story, the same one until the visitor leaves it. */
export function outboxOf({
  id,
  parameters,
}: {
  id: string;
  parameters: {readonly outbox?: OutboxAnswers | 'none'};
}): StoryOutbox {
  const outbox = outboxes.get(id) ?? new StoryOutbox(parameters.outbox === 'none' ? {} : parameters.outbox);
  outboxes.set(id, outbox);
  return outbox;
}

/** Gives the elements of a story its outbox, unless its page names no endpoint. */
export const withOutbox: Decorator = (story, context) =>
  context.parameters['outbox'] === 'none'
    ? story()
    : html`<stagepost-context endpoint="/nowhere" site="pk_story" .ownOutbox=${outboxOf(context)}
        >${story()}</stagepost-context
      >`;

function forget(): void {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (key.startsWith('stagepost:')) store.removeItem(key);
}

type Begun = Parameters<typeof outboxOf>[0] & {readonly canvasElement: HTMLElement};

/** A story begins as on a new device, and leaves nothing behind. It is also called when the toolbar changes something. */
export function beforeEach(context: Begun): () => Promise<void> {
  const {offline} = context.parameters as {offline?: boolean};
  if (!outboxes.has(context.id)) forget();
  outboxOf(context);
  if (offline) Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
  return async () => {
    if (offline) Reflect.deleteProperty(navigator, 'onLine');
    for (const prompt of context.canvasElement.querySelectorAll('stagepost-nps')) await prompt.reset();
    outboxes.delete(context.id);
    forget();
  };
}
