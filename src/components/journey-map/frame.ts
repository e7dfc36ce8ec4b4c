/** The place in which a map is shown: makes the picture of the view that is asked for, keeps it, and lays it out for paper. */
import {fits} from '../../journey/filter.js';
import type {ViewName} from '../../journey/view.js';
import {mark, refill, sheetOf} from '../../ui/dom.js';
import {Grid} from './grid.js';
import {paperOf} from './paper.js';
import type {MakePicture, Picture} from './picture.js';
import type {Room} from './room.js';
import type {Scene} from './scene.js';
import {Story} from './story.js';

/** Keys of the items that do not fit the filter. */
const misfits = ({list, view}: Scene): Set<string> =>
  new Set(list.filter(item => !fits(item, view.filter)).map(({key}) => key));

export class Frame {
  /** Too narrow for columns: the map is read downwards. */
  narrow = false;
  #makers: Partial<Record<ViewName, MakePicture>> = {
    map: scene => (this.narrow ? new Story(scene) : new Grid(scene)),
  };
  #picture: Picture | undefined;
  /** What the picture was made for. */
  #of: Scene | undefined;

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
    const {words, view} = scene;
    if (!this.#picture || this.#of!.view.view !== view.view || this.#of!.words !== words) {
      const make = this.#makers[view.view];
      if (!make) return false;
      this.#picture = make(scene);
      this.#of = scene;
      speak(this.#picture.element, scene);
      this.#picture.element.querySelector('tbody [data-do][tabindex="-1"]')?.setAttribute('tabindex', '0');
    }
    const {element} = this.#picture;
    if (place.firstChild !== element) refill(place, element);
    const tools = root.querySelector('.tools');
    if (tools) mark(tools, 'data-narrow', this.narrow);
    this.#picture.show(scene, misfits(scene));
    point(element, 'hit', this.of(hit ?? ''));
    point(element, 'opened', this.of(scene.view.item));
    // After the frame: to ask what is seen would lay the page out at once.
    requestAnimationFrame(() => setTimeout(() => keepStop(element)));
    return true;
  }

  /** Loads the views beside the map into a shadow root. */
  async load(root: ShadowRoot): Promise<void> {
    const {makers, viewStyles} = await import('./views/all.js');
    this.#makers = {...this.#makers, ...makers};
    root.adoptedStyleSheets.push(...viewStyles.map(sheetOf));
  }

  /** Lays the map out in pages while it is printed, and takes them away afterwards. */
  layOut(root: ParentNode, scene: Scene, prints: boolean): void {
    const paper = root.querySelector('.paper');
    if (!paper) return;
    const pages = prints && scene.view.view === 'map' ? paperOf(scene, misfits(scene)) : [];
    mark(paper.parentElement!, 'data-paper', pages.length > 0);
    refill(paper, pages);
  }
}

/** What stands in a picture in the words of the map itself. */
const own = '.words, .name, .plain, .goal';

/** Says in which language the map's own words are, where that is another one than the reader's. */
function speak(root: Element, {parts, words}: Scene): void {
  const {lang} = parts.map;
  if (!lang || lang.split('-')[0] === words.language.split('-')[0]) return;
  for (const element of root.querySelectorAll<HTMLElement>(own)) element.lang = lang;
}

const isSeen = (one: Element): boolean => one.getClientRects().length > 0;

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
