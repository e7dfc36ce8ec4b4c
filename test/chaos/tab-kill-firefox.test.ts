/** Firefox: the content process of the tab is killed; the browser and its other processes live on. */
import {describe, it} from 'node:test';
import {without} from '../support/browser.js';
import {killChecks} from '../support/chaos/engine-kills.js';

describe('killed tabs in firefox', {skip: without('firefox')}, () => {
  for (const {title, run} of killChecks('firefox')) it(title, run);
});
