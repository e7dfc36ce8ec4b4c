/**
 * WebKitGTK: the web process of the window is killed. A browser that is driven keeps nothing on its disk, so its storage lives
 * in its network process for as long as the browser does; the tab that died is gone for good all the same.
 */
import {describeKills} from '../support/chaos/engine-kills.js';

describeKills('webkit');
