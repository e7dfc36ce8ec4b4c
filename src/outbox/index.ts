export {createOutbox, type Outbox, type OutboxOptions} from './outbox.js';
export {openOutbox} from './open.js';
export type {DeadLetter, Draft, FailureReason, Notice, OutboxPort, Pending, Persistence, Saved} from './port.js';
export type {Ports} from './ports.js';
export {receipt, uuid} from './random.js';
