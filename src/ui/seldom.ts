/**
 * What most visits do without, in one file that is loaded when it is first needed: the ids of visitors who agreed to be
 * recognised, what is wrong with a set-up, and why a prompt shows or does not.
 */
export {complain, complainOfSecond} from './complain.js';
export {explain} from './explain.js';
export {idsOf} from './ids.js';
