/**
 * A visitor at the one `stagepost-nps` of a page: real clicks, keys and pasted text.
 *
 *   const visitor = new PromptVisitor(page);
 *   await visitor.score(9); await visitor.cause('support'); await visitor.main(0);
 *   await visitor.write('Fine.'); await visitor.send();
 *   await visitor.standing()                                  // 'Saved on this device. …'
 */
import type {ElementHandle} from 'puppeteer-core';
import type {TestPage} from './browser.js';

/** How a text gets into a field: inserted at once as an input method does, pasted from the clipboard, or key by key. */
export type Way = 'insert' | 'paste' | 'keys';

export class PromptVisitor {
  readonly #page: TestPage;

  constructor(page: TestPage) {
    this.#page = page;
  }

  /** Waits for something inside the prompt. (`>>>` of puppeteer waits for changes of the document, and misses those of a shadow root.) */
  async find(selector: string): Promise<ElementHandle<HTMLElement>> {
    const found = await this.#page.waitForFunction(
      inside => document.querySelector('stagepost-nps')?.shadowRoot?.querySelector<HTMLElement>(inside),
      {},
      selector,
    );
    return found as ElementHandle<HTMLElement>;
  }

  async #click(selector: string): Promise<void> {
    const element = await this.find(selector);
    await element.click();
    await element.dispose();
  }

  async score(score: number): Promise<void> {
    await this.#click(`input[name="score"][value="${score}"]`);
  }

  async cause(id: string): Promise<void> {
    await this.#click(`input[type="checkbox"][value="${id}"]`);
  }

  /** The cause chosen as the `index`th is the main one. */
  async main(index: number): Promise<void> {
    await this.#click(`label:nth-child(${index + 1}) input[name="main"]`);
  }

  async write(text: string, way: Way = 'insert', field = 'textarea[name="comment"]'): Promise<void> {
    const {keyboard} = this.#page;
    await this.#click(field);
    if (way === 'keys') await keyboard.type(text);
    else if (way === 'insert') await keyboard.sendCharacter(text);
    else {
      await this.#page.evaluate(copied => navigator.clipboard.writeText(copied), text);
      await keyboard.down('Control');
      await keyboard.press('KeyV');
      await keyboard.up('Control');
      const element = await this.find(field);
      await this.#page.waitForFunction(input => (input as HTMLTextAreaElement).value !== '', {}, element);
      await element.dispose();
    }
  }

  /** What stands in a field. */
  async written(field = 'textarea[name="comment"]'): Promise<string> {
    return (await this.find(field)).evaluate(element => (element as HTMLTextAreaElement).value);
  }

  async send(): Promise<void> {
    await this.#click('button.main');
  }

  /** Where the finished answer stands, in the prompt's words. */
  async standing(): Promise<string> {
    return (await (await this.find('[part="state"]')).evaluate(({textContent}) => textContent ?? '')).trim();
  }

  /** Waits until the finished answer stands as `words` begin. */
  async stands(words: string): Promise<void> {
    await this.#page.waitForFunction(
      wanted =>
        document
          .querySelector('stagepost-nps')
          ?.shadowRoot?.querySelector('[part="state"]')
          ?.textContent?.trim()
          .startsWith(wanted),
      {},
      words,
    );
  }
}
