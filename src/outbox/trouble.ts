/**
 * What is needed once something is not as it should be: a reply that is no answer, a verdict that does not take an item, a
 * browser without locks. Loaded when first needed; where it cannot be, `delivery.ts` keeps everything and tries again later.
 */
export {forget} from './forget.js';
export {leased} from './lease.js';
export {planFor} from './plan.js';
