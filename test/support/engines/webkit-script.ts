/** A function or an expression of a test as the text of a WebDriver script, as Puppeteer would carry it out. */
import {Script} from 'node:vm';

/** True where text is one expression; else it is statements. */
function isExpression(code: string): boolean {
  try {
    return Boolean(new Script(`(${code}\n)`));
  } catch {
    return false;
  }
}

/** Stands for `undefined`, which WebDriver does not tell from `null`. */
export const nothing = 'stagepost: undefined';

/** What becomes of a value on its way to the test; `truth`: an element, or whether it is anything. */
export type Wanted = 'value' | 'truth';
const makes: Readonly<Record<Wanted, string>> = {
  value: 'made => made',
  truth: 'made => (made instanceof Element ? made : !!made)',
};

/**
 * The script. What is promised does not hold up the driver: it is kept on the page under `id`, and `laterScript` asks for it.
 * The TypeScript runner names functions by a helper of its own.
 */
export function scriptOf(code: string | ((...args: never[]) => unknown), id: string, wanted: Wanted = 'value'): string {
  if (typeof code === 'string' && !isExpression(code)) return code;
  const value = typeof code === 'string' ? `(${code}\n)` : `(${code})(...arguments)`;
  return `const __name = made => made;
    const value = ${value};
    const make = ${makes[wanted]};
    if (value === undefined) return '${nothing}';
    if (typeof value?.then !== 'function') return make(value);
    const kept = (globalThis.stagepostKept ??= {});
    value.then(value => { kept.${id} = {value: make(value)}; }, error => { kept.${id} = {error: String(error?.message ?? error)}; });
    return '${id}';`;
}

/** `null` until the promise is settled. */
export const laterScript = (id: string): string =>
  `const kept = globalThis.stagepostKept; return kept ? kept.${id} ?? null : {error: 'the page went away'};`;

/** Runs in the page: all that a selector finds, `>>>` leading into the shadow root. */
export const findAll = (selector: string): Element[] => {
  const [first = '', ...inner] = selector.split('>>>');
  let found = [...document.querySelectorAll(first)];
  for (const part of inner) found = found.flatMap(element => [...(element.shadowRoot?.querySelectorAll(part) ?? [])]);
  return found;
};
