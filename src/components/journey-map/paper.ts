/** The map on paper: as many pages as it takes, each with its heads and its lanes, a stage never cut in two where it fits. */
import {cut, pagesOf} from '../../journey/cut.js';
import {h, mark, refill, sheetOf} from '../../ui/dom.js';
import {Grid} from './grid.js';
import {keyOf} from './key.js';
import {paperStyles} from './paper.styles.js';
import {contentOf, misfits, type Scene} from './scene.js';

/** Steps beside each other on a page. */
const most = 6;

function paperOf(scene: Scene): HTMLElement[] {
  const {map} = scene.parts;
  const hidden = misfits(scene);
  const pages = pagesOf(map, most);
  return pages.map((steps, at) => {
    const content = contentOf(cut(map, steps), scene.base, !!scene.live);
    // A step may lead to one on another page, and a stage has the same colour on all of them.
    const {steps: all, stages} = scene.parts;
    const parts = {...content.parts, steps: all, stages};
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
      at === 0 && keyOf(scene),
      grid.element,
    );
  });
}

const sheet = sheetOf(paperStyles);

/** Lays the map out in pages while it is printed, with a key on the first, and takes them away afterwards. */
export function layOut(root: ShadowRoot, scene: Scene, prints: boolean): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const paper = root.querySelector('.paper');
  if (!paper) return;
  const pages = prints && scene.view.view === 'map' ? paperOf(scene) : [];
  mark(paper.parentElement!, 'data-paper', pages.length > 0);
  refill(paper, pages);
}

/** On paper nothing is pressed, and a browser leaves buttons out where it repeats the heads of a table. */
function unpress(table: Element): void {
  for (const button of table.querySelectorAll('button')) {
    const words = h('span', {class: button.className}, [...button.childNodes]);
    words.style.cssText = button.style.cssText;
    button.replaceWith(words);
  }
}
