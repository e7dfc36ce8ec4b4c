/** Finds prompts in the page and in its open shadow roots. */

export interface Prompt extends HTMLElement {
  readonly survey: string;
  explain(): unknown;
}

const isPrompt = (element: Element): element is Prompt =>
  'survey' in element && typeof (element as Partial<Prompt>).explain === 'function';

export function* prompts(root: ParentNode): Generator<Prompt> {
  for (const element of root.querySelectorAll('*')) {
    if (isPrompt(element)) yield element;
    if (element.shadowRoot instanceof ShadowRoot) yield* prompts(element.shadowRoot);
  }
}
