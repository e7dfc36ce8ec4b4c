/** The views beside the map itself, in one file that is loaded when the first of them is asked for. */
import type {ViewName} from '../../../journey/view.js';
import type {MakePicture} from '../picture.js';
import {Check} from './check.js';
import {Compare} from './compare.js';
import {compareStyles} from './compare.styles.js';
import {Items} from './items.js';
import {Matrix} from './matrix.js';
import {Personas} from './personas.js';
import {planStyles} from './plan.styles.js';
import {Priorities} from './priorities.js';
import {Storyboard} from './storyboard.js';
import {RollUp} from './roll-up.js';
import {rollUpStyles} from './roll-up.styles.js';
import {viewStyles as ownStyles} from './styles.js';

/** The looks of all of them. */
export const viewStyles = [ownStyles, planStyles, compareStyles, rollUpStyles];

export const makers: Partial<Record<ViewName, MakePicture>> = {
  'items': scene => new Items(scene),
  'matrix': scene => new Matrix(scene),
  'priorities': scene => new Priorities(scene),
  'check': scene => new Check(scene),
  'personas': scene => new Personas(scene),
  'storyboard': scene => new Storyboard(scene),
  'compare': scene => new Compare(scene),
  'roll-up': scene => new RollUp(scene),
};
