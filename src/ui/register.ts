import {openOutbox} from '../outbox/open.js';
import {define} from './define.js';
import {page} from './page.js';

/** Registers an element, with the outbox that carries its answers. */
export function register(...element: Parameters<typeof define>): void {
  page().openOutbox ??= openOutbox;
  define(...element);
}
