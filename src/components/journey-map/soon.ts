/** What a reader of a map needs soon, and not before it is there: loaded once it is. */
export {detail} from './detail.js';
export {explain} from './key.js';
export {panelActions} from './panel-actions.js';
export {panelOf} from './panels.js';
export {layOut} from './paper.js';
export {bring, revealFocus} from './reveal.js';
export {seek} from './seek.js';
