/** Loaded where the page refused our Trusted Types policy: tells the owner, unless Trusted Types are not enforced. */
import {name} from '../schema/names.js';

try {
  // Refused, but perhaps not enforced either: then plain text works.
  document.createElement('template').innerHTML = '<i></i>';
} catch {
  console.error(
    `${name}: the page's Content-Security-Policy refuses our templates; add "${name}-lit" to its trusted-types.`,
  );
}
