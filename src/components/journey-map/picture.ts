/** One way to show a map. Made once for a map and a language; what a reader does then changes what is there. */
import type {Scene} from './scene.js';

export interface Picture {
  readonly element: HTMLElement;
  /** Looks at the map in another way; `hidden` are the keys of items that do not fit the filter. */
  show(scene: Scene, hidden: ReadonlySet<string>): void;
  /** Everything in the picture that belongs to an item. */
  of(key: string): readonly HTMLElement[];
}

export type MakePicture = (scene: Scene) => Picture;
