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
    if (!there) return customElements.define(tag, element);
  } catch (error) {
    return console.warn(`<${tag}> could not be registered: ${error}`);
  }
  console.warn(
    `<${tag}> is already registered by version ${there.version ?? 'unknown'}; version ${element.version} stays unused. Load the kit once.`,
  );
}
