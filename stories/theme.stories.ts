/** The tokens: what they are, what they come to in each theme, and a theme of one's own. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, waitFor} from 'storybook/test';
import {ThemePage} from './support/theme-page.js';
import {visit} from './support/visitor.js';

if (!customElements.get('theme-page')) customElements.define('theme-page', ThemePage);

export default {title: 'Theme', tags: ['!autodocs']} satisfies Meta;

type Story = StoryObj;

const page = (editable: boolean): Story => ({
  render: (_, {id, globals}) =>
    html`<theme-page survey=${id} .theme=${globals['theme'] as string} ?editable=${editable}></theme-page>`,
  async play({canvasElement}) {
    await visit(canvasElement).score(9);
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-pair]').length).toBe(7));
    const pairs = canvasElement.querySelectorAll('[data-pair]');
    // Our themes, and the one of the site in the toolbar, pass everywhere.
    for (const {textContent} of pairs) await expect(textContent).toMatch(/✓.* is enough/s);
  },
});

/** Every token with the colour it comes to in the theme that the toolbar says, and the contrast of those that meet. */
export const Tokens = page(false);

/** Choose colours, see them at once, and read whether they can be told apart. */
export const YourOwnTheme: Story = {
  ...page(true),
  async play(context) {
    await page(true).play!(context);
    const {canvasElement} = context;
    const input = canvasElement.querySelector<HTMLInputElement>('[name="--stagepost-color-muted"]')!;
    const before = input.value;
    const choose = async (color: string, says: RegExp): Promise<void> => {
      input.value = color;
      input.dispatchEvent(new Event('input', {bubbles: true}));
      await waitFor(() =>
        expect(canvasElement.querySelector('[data-pair="muted surface"]')!.textContent).toMatch(says),
      );
    };
    const {backgroundColor} = getComputedStyle(await visit(canvasElement).find('.box'));
    await choose(backgroundColor.includes('255') ? '#cccccc' : '#333333', /✗.* needs 4\.5/s);
    await choose(before, /✓.* is enough/s);
  },
};
