/**
 * Renders the templates of our elements in the embed files, where Lit's own renderer would be a quarter of all that a
 * visitor downloads. The build turns each `html` template into a call with its markup (`src/tools/compile-html.ts`), in
 * which `?` stands for every value, and refuses what is not supported here. Shows what lit-html would show.
 */
import {policy} from '../policy.js';

export interface TemplateResult {
  readonly markup: string;
  readonly values: readonly unknown[];
}

type Update = (value: unknown) => void;

/** Sources call it as a tag; the build makes a call of it, with `<p lang=? @click=?><?></p>` and the values in that order. */
export const html = (markup: TemplateStringsArray | string, ...values: unknown[]): TemplateResult => ({
  markup: markup as string,
  values,
});

/** Gives what shows one value after another in `root`, and keeps all that stays the same. `host` is `this` of every listener. */
export function viewIn(root: ParentNode, host: unknown): Update {
  const start = new Comment();
  root.append(start);
  return childOf(start, host);
}

/** Shows one value after another between `start` and the node that follows it now. */
function childOf(start: ChildNode, host: unknown): Update {
  const end = start.nextSibling;
  /** A text, a markup as a template, or the mark of a list. */
  let shown: unknown = '';
  let updates: Update[] = [];
  /** The last node of each place of a list. */
  let ends: ChildNode[] = [];

  const clear = (after: ChildNode): void => {
    while (after.nextSibling !== end) after.nextSibling!.remove();
  };
  const begins = (what: unknown): boolean => {
    if (shown === what) return false;
    clear(start);
    shown = what;
    updates = [];
    ends = [];
    return true;
  };

  return value => {
    if (Array.isArray(value)) {
      begins(Array);
      for (let at = 0; at < value.length; at++) {
        if (!updates[at]) {
          const before = ends[at - 1] ?? start;
          before.after((ends[at] = new Comment()));
          updates[at] = childOf(before, host);
        }
        updates[at]!(value[at]);
      }
      clear(ends[value.length - 1] ?? start);
      updates.length = ends.length = value.length;
    } else if (Object(value) === value) {
      const {markup, values} = value as TemplateResult;
      const template = templateOf(markup);
      const fresh = begins(template) && stamp(template, updates, host);
      for (let at = 0; at < values.length; at++) updates[at]!(values[at]);
      if (fresh) start.after(fresh);
    } else {
      const text = `${(value as string) ?? ''}`;
      if (begins(text)) start.after(text);
    }
  };
}

const templates = new Map<string, HTMLTemplateElement>();

function templateOf(markup: string): HTMLTemplateElement {
  let template = templates.get(markup);
  if (!template) {
    templates.set(markup, (template = document.createElement('template')));
    template.innerHTML = policy?.createHTML(markup) ?? markup;
  }
  return template;
}

/** A copy of the template's content; what each `?` takes is added to `updates`. */
function stamp({content}: HTMLTemplateElement, updates: Update[], host: unknown): Node {
  const copy = document.importNode(content, true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  let node: Node | null;
  while ((node = walker.nextNode())) {
    if (node instanceof Element) {
      for (const name of node.getAttributeNames())
        if (node.getAttribute(name) === '?') updates.push(attributeOf(node, name, host));
    } else if ((node as Comment).data) updates.push(childOf(node as Comment, host));
  }
  return copy;
}

/** Sets an attribute, a `.property` or an `@event` where the value is another one than before: what a visitor entered stays. */
function attributeOf(element: Element, hole: string, host: unknown): Update {
  const name = hole.slice(1);
  /** At first what no template gives, so that the first value is always another one. */
  let shown: unknown = attributeOf;
  element.removeAttribute(hole);
  if (hole.startsWith('@')) {
    element.addEventListener(name, event => (shown as EventListener).call(host, event));
    return value => (shown = value);
  }
  return value => {
    if (shown === value) return;
    shown = value;
    if (hole.startsWith('.')) (element as unknown as Record<string, unknown>)[name] = value;
    else element.setAttribute(hole, (value as string) ?? '');
  };
}
