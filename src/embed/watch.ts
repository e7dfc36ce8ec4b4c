/** Watches the page for our elements, also for those that come later and those inside open shadow roots. */
import {name, tagPrefix} from '../schema/names.js';
import type * as BoxFile from './box.js';

/** The attribute of a box, `<div data-stagepost="nps">`, that stands for an element where a host strips unknown tags. */
const mark = `data-${name}`;
const matches = Element.prototype.matches;

/** Calls `need` with `nps` for each `stagepost-nps` that is not defined yet. `known` lists what exists. */
export function watch(
  known: readonly string[],
  need: (file: string) => Promise<unknown>,
  tell: (text: string) => void,
): void {
  const roots = new WeakSet<Node>();
  const waiting = new Set<string>();
  let due = false;

  const isKnown = (thing: string): boolean => {
    if (known.includes(thing)) return true;
    tell(`no element "${thing}"; use ${known.join(', ')}.`);
    return false;
  };

  const meetUndefined = ({localName}: Element): void => {
    if (localName.startsWith(tagPrefix)) {
      const thing = localName.slice(tagPrefix.length);
      if (isKnown(thing)) void need(thing);
    } else if (!waiting.has(localName)) {
      // Somebody else's element: once it is defined, it may have a shadow root that holds ours.
      waiting.add(localName);
      customElements.whenDefined(localName).then(rescan, () => {});
    }
  };

  const meetBox = (box: Element): void => {
    const thing = box.getAttribute(mark) ?? '';
    // While the page is being read, the box may not have all of its content yet.
    if (document.readyState !== 'loading' && isKnown(thing))
      void need('box').then(loaded => (loaded as typeof BoxFile).fill(box, mark, tagPrefix + thing));
  };

  const meetRoot = ({shadowRoot}: Element): void => {
    // A form's fields can hide its own properties, hence the check.
    if (shadowRoot instanceof ShadowRoot) observe(shadowRoot);
  };

  const looks = [
    [`[${mark}]`, meetBox],
    [':not(:defined)', meetUndefined],
    ['*', meetRoot],
  ] as const;

  const scan = (root: ParentNode): void => {
    for (const [selector, meet] of looks) {
      if (root instanceof Element && matches.call(root, selector)) meet(root);
      for (const element of root.querySelectorAll(selector)) meet(element);
    }
  };

  const observer = new MutationObserver(records => {
    for (const {addedNodes, target} of records) {
      if (target instanceof Element && matches.call(target, `[${mark}]`)) meetBox(target);
      for (const node of addedNodes) if (node instanceof Element && node.isConnected) scan(node);
    }
  });

  function observe(root: Document | ShadowRoot): void {
    if (!roots.has(root)) {
      roots.add(root);
      observer.observe(root, {childList: true, subtree: true});
    }
    scan(root);
  }

  function rescan(): void {
    if (!due) setTimeout(() => ((due = false), scan(document)));
    due = true;
  }

  // What is still to be read of the page may complete a box; a module or a deferred script finds all of it.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', rescan);
  observe(document);
}
