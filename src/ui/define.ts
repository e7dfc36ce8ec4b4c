import {tagPrefix} from '../schema/names.js';
import {withSeldom} from './late.js';

/** Registers `stagepost-<thing>`. The first to come wins; a second one is told on the console and never throws. Does nothing outside a browser. */
export function define(thing: string, element: CustomElementConstructor & {readonly version?: string}): void {
  if (typeof customElements === 'undefined') return;
  const tag = tagPrefix + thing;
  if (customElements.get(tag) === element) return;
  try {
    customElements.define(tag, element);
  } catch (error) {
    void withSeldom(({complainOfSecond}) => complainOfSecond(tag, element, error));
  }
}
