/**
 * WebKitGTK: the web process of the window is killed. A browser that is driven keeps nothing on its disk, so its storage lives
 * in its network process for as long as the browser does; the tab that died is gone for good all the same.
 */
import {describe, it} from 'node:test';
import {without} from '../support/browser.js';
import {killChecks} from '../support/chaos/engine-kills.js';

describe('killed tabs in webkit', {skip: without('webkit')}, () => {
  for (const {title, run} of killChecks('webkit')) it(title, run);
});
