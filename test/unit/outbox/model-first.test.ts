/** The outbox against a simulated device, network and endpoint: half of 10,000 histories of tabs, crashes, faults and clock jumps. */
import {keepsItsPromises} from '../../support/model/histories.js';

keepsItsPromises(5000, 20261122);
