/** Firefox: the content process of the tab is killed; the browser and its other processes live on. */
import {describeKills} from '../support/chaos/engine-kills.js';

describeKills('firefox');
