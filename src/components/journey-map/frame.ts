/** The place in which a map is shown: makes the picture of the view that is asked for, and keeps it. */
import type {ViewName} from '../../journey/view.js';
import {isSeen, mark, refill, sheetOf} from '../../ui/dom.js';
import {Grid} from './grid.js';
import {speak} from './own-words.js';
import type {MakePicture, Picture} from './picture.js';
import type {Room} from './room.js';
import {misfits, type Scene} from './scene.js';
import {Story} from './story.js';

export class Frame {
  /** Too narrow for columns: the map is read downwards. */
  narrow = false;
  #makers: Partial<Record<ViewName, MakePicture>> = {
    map: scene => (this.narrow ? new Story(scene) : new Grid(scene)),
  };
  #picture: Picture | undefined;
  /** What the picture was made for. */
  #of: Scene | undefined;
  /** How far each view of this map was scrolled when a reader left it. */
  #scrolled: Partial<Record<ViewName, ScrollToOptions>> = {};

  /** Where there is little room the map is read downwards. */
  measure({isNarrow}: Room): void {
    if (isNarrow === this.narrow) return;
    this.narrow = isNarrow;
    this.forget();
  }

  /** Forgets the picture: the map or the room for it is another now. */
  forget(): void {
    this.#picture = undefined;
  }

  /** What stands in the picture for an item. */
  of = (key: string): readonly HTMLElement[] => this.#picture?.of(key) ?? [];

  /**
   * Shows a map in `root`. `hit`: the key of the item that a search has come to.
   * @returns false where the view has to be loaded first
   */
  show(root: ParentNode, scene: Scene, hit: string | undefined): boolean {
    const place = root.querySelector('.scroller');
    if (!place) return true;
    const {words, view, parts} = scene;
    const before = this.#of;
    const box = place.closest('.box')!;
    // A page may turn its direction round without naming a language.
    mark(box, 'data-rtl', getComputedStyle(box).direction === 'rtl');
    if (!this.#picture || this.#of!.view.view !== view.view || this.#of!.words !== words) {
      // A view that nobody knows is as if it were not asked for, as in a link.
      const make = this.#makers[view.view] ?? (this.#makers.items && this.#makers.map);
      if (!make) return false;
      this.#picture = make(scene);
      this.#of = scene;
      speak(this.#picture.element, scene);
      this.#picture.element.querySelector('tbody [data-do][tabindex="-1"]')?.setAttribute('tabindex', '0');
    }
    const {element} = this.#picture;
    if (place.firstChild !== element) {
      if (before) this.#leave(place, before, parts);
      refill(place, element);
      if (before) place.scrollTo({left: 0, top: 0, ...this.#scrolled[view.view]});
    }
    const tools = root.querySelector('.tools');
    if (tools) mark(tools, 'data-narrow', this.narrow);
    this.#picture.show(scene, misfits(scene));
    point(element, 'hit', this.of(hit ?? ''));
    point(element, 'opened', this.of(scene.view.item));
    // After the frame: to ask what is seen would lay the page out at once.
    requestAnimationFrame(() => setTimeout(() => keepStop(element)));
    return true;
  }

  /** Remembers how far a view was scrolled; another map begins at its beginning. */
  #leave({scrollLeft: left, scrollTop: top}: Element, {parts, view}: Scene, next: Scene['parts']): void {
    if (parts.map.id === next.map.id) this.#scrolled[view.view] = {left, top};
    else this.#scrolled = {};
  }

  /** Loads the views beside the map into a shadow root. */
  async load(root: ShadowRoot): Promise<void> {
    const {makers, viewStyles} = await import('./views/all.js');
    // It is asked for again while it is on its way.
    if (this.#makers.items) return;
    this.#makers = {...this.#makers, ...makers};
    root.adoptedStyleSheets.push(...viewStyles.map(sheetOf));
  }
}

/** Gives a table that the arrows lead through another stop of the Tab key, where the one that it had is out of sight. */
function keepStop(element: HTMLElement): void {
  for (const table of element.matches('.roving') ? [element] : element.querySelectorAll('.roving')) {
    const stop = table.querySelector('[data-do][tabindex="0"]:not(.legend *)');
    if (!isSeen(table) || (stop && isSeen(stop))) continue;
    const next = [...table.querySelectorAll('tbody [data-do][tabindex="-1"]')].find(isSeen);
    if (!next) continue;
    stop?.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
  }
}

/** Gives a class to these elements and takes it from all others. */
function point(root: Element, name: string, now: readonly HTMLElement[]): void {
  for (const old of root.querySelectorAll<HTMLElement>(`.${name}`)) if (!now.includes(old)) old.classList.remove(name);
  // To add a class that is there is a change all the same, for whoever watches.
  for (const element of now) if (!element.classList.contains(name)) element.classList.add(name);
}
