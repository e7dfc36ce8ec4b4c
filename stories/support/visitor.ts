/** What a visitor does to an element of a story, in whatever language it speaks. */
import {userEvent, waitFor} from 'storybook/test';
import {type TextKey, textsOf} from './languages.js';

export class Visitor {
  readonly element: HTMLElement;
  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** Waits for something inside the element; a popup takes a second to come. */
  find<E extends HTMLElement = HTMLInputElement>(selector: string): Promise<E> {
    const look = (): E => {
      const found = this.element.shadowRoot?.querySelector<E>(selector);
      if (!found) throw new Error(`nothing is ${selector} in <${this.element.localName}>`);
      return found;
    };
    return waitFor(look, {timeout: 10_000});
  }

  async score(score: number): Promise<void> {
    await userEvent.click(await this.find(`[name=score][value="${score}"]`));
    await this.find('[name=causes], textarea, .main');
  }

  async choose(...causes: readonly string[]): Promise<void> {
    for (const cause of causes) await userEvent.click(await this.find(`[name=causes][value=${cause}]`));
  }

  /** Writes as an input method does, all at once, and leaves the field. */
  async write(name: string, text: string): Promise<void> {
    const field = await this.find(`[name=${name}]`);
    await userEvent.click(field);
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    field.dispatchEvent(new Event('change', {bubbles: true}));
  }

  /** Presses the button with this text of the kit's. */
  async press(key: TextKey): Promise<void> {
    const texts = textsOf(key);
    const button = await waitFor(() => {
      const buttons = [...this.element.shadowRoot!.querySelectorAll('button')];
      const found = buttons.find(one => texts.includes(one.ariaLabel ?? one.textContent!.trim()));
      if (!found) throw new Error(`no button "${texts[0]}" in <${this.element.localName}>`);
      return found;
    });
    await userEvent.click(button);
  }

  /** Waits until the element says this text of the kit's. */
  async reads(key: TextKey): Promise<void> {
    const texts = textsOf(key).map(text => text.split(/\{\w+\}/));
    await waitFor(() => {
      const said = this.element.shadowRoot!.querySelector('.box')?.textContent ?? '';
      if (!texts.some(parts => parts.every(part => said.includes(part))))
        throw new Error(`"${texts[0]}" is not in: ${said}`);
    });
  }

  /** Scores, sends, and waits for the thank-you. */
  async answer(score: number): Promise<void> {
    await this.score(score);
    await this.press('send');
    await this.find('[part=state]');
  }
}

/** The visitor at the first prompt or status of a story. */
export const visit = (canvas: HTMLElement, selector = 'stagepost-nps, stagepost-sync-status'): Visitor =>
  new Visitor(canvas.querySelector<HTMLElement>(selector)!);
