import {tagPrefix} from '../schema/names.js';

interface Versioned {
  readonly version?: string;
}

/** Registers `stagepost-<thing>`. The first to come wins; a second one is told on the console and never throws. Does nothing outside a browser. */
export function define(thing: string, element: CustomElementConstructor & Versioned): void {
  if (typeof customElements === 'undefined') return;
  const tag = tagPrefix + thing;
  const there = customElements.get(tag) as Versioned | undefined;
  if (there === element) return;
  try {
    customElements.define(tag, element);
  } catch (error) {
    const earlier = there ? `version ${there.version} is registered already. Load the kit once.` : error;
    console.warn(`<${tag}>: version ${element.version} stays unused: ${earlier}`);
  }
}
