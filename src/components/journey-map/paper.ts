/** The map on paper: as many pages as it takes, each with its heads and its lanes, a stage never cut in two where it fits. */
import {cut, pagesOf} from '../../journey/cut.js';
import {h} from '../../ui/dom.js';
import {Grid} from './grid.js';
import {contentOf, type Scene} from './scene.js';

/** Steps beside each other on a page. */
const most = 6;

export function paperOf(scene: Scene, hidden: ReadonlySet<string>): HTMLElement[] {
  const {map} = scene.parts;
  const pages = pagesOf(map, most);
  return pages.map((steps, at) => {
    const content = contentOf(cut(map, steps), scene.base, !!scene.live);
    // A step may lead to one on another page.
    const parts = {...content.parts, steps: scene.parts.steps};
    const part = {...scene, ...content, parts, view: {...scene.view, folded: [], zoom: 'detail' as const}};
    const grid = new Grid(part);
    grid.show(part, hidden);
    unpress(grid.element);
    return h(
      'section',
      {class: 'page'},
      h(
        'h2',
        {class: 'headline'},
        `${map.title} (${scene.words.number(at + 1)} / ${scene.words.number(pages.length)})`,
      ),
      grid.element,
    );
  });
}

/** On paper nothing is pressed, and a browser leaves buttons out where it repeats the heads of a table. */
function unpress(table: Element): void {
  for (const button of table.querySelectorAll('button')) {
    const words = h('span', {class: button.className}, [...button.childNodes]);
    words.style.cssText = button.style.cssText;
    button.replaceWith(words);
  }
}
