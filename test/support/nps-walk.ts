/**
 * Walks through the whole NPS+ prompt in a page, as a visitor does: score, causes, main cause, comment, consent to be
 * contacted, send, thank-you. The prompt may stand in nested open shadow roots.
 *
 *   const prompt = await findPrompt(page);
 *   await answerAll(page, prompt, {score: 9, comment: 'Fine.', email: 'ada@example.com'});
 *   await untilState(page, prompt, 'sent');
 */
import type {ElementHandle} from 'puppeteer-core';
import type {TestPage} from './browser.js';

export interface Walk {
  readonly score: number;
  readonly comment?: string;
  readonly email?: string;
}

type Prompt = ElementHandle<HTMLElement>;

/** The first `stagepost-nps` of the page that has rendered, wherever it stands. */
export async function findPrompt(page: TestPage, tag = 'stagepost-nps'): Promise<Prompt> {
  const handle = await page.waitForFunction(
    (wanted: string) => {
      const search = (root: ParentNode): Element | undefined => {
        for (const element of root.querySelectorAll('*')) {
          if (element.localName === wanted && element.shadowRoot?.querySelector('input')) return element;
          const inner = element.shadowRoot && search(element.shadowRoot);
          if (inner) return inner;
        }
        return undefined;
      };
      return search(document);
    },
    {},
    tag,
  );
  return handle.asElement() as Prompt;
}

/** The first element in the prompt that matches, once it is there. */
export async function inside(page: TestPage, prompt: Prompt, selector: string): Promise<ElementHandle<HTMLElement>> {
  const handle = await page.waitForFunction(
    (element: HTMLElement, wanted: string) => element.shadowRoot?.querySelector(wanted),
    {},
    prompt,
    selector,
  );
  return handle.asElement() as ElementHandle<HTMLElement>;
}

const click = async (page: TestPage, prompt: Prompt, selector: string): Promise<void> =>
  (await inside(page, prompt, selector)).evaluate(element => element.click());

async function type(page: TestPage, prompt: Prompt, selector: string, text: string): Promise<void> {
  const field = await inside(page, prompt, selector);
  await field.evaluate((element, value) => {
    const input = element as HTMLInputElement;
    input.value = value;
    for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, {bubbles: true}));
  }, text);
}

export async function answerAll(page: TestPage, prompt: Prompt, {score, comment, email}: Walk): Promise<void> {
  await click(page, prompt, `input[name=score][value="${score}"]`);
  await click(page, prompt, '.choices label:nth-of-type(1) input[type=checkbox]');
  await click(page, prompt, '.choices label:nth-of-type(2) input[type=checkbox]');
  await click(page, prompt, 'input[name=main]');
  if (comment) await type(page, prompt, 'textarea', comment);
  if (email) {
    await click(page, prompt, 'input[name=contact]');
    await type(page, prompt, 'input[type=email]', email);
  }
  await click(page, prompt, 'button.main');
}

/** Waits until the prompt says where the answer stands: `saved`, `sent` … */
export async function untilState(page: TestPage, prompt: Prompt, state: string): Promise<void> {
  await inside(page, prompt, `[part=state].${state}`);
}
