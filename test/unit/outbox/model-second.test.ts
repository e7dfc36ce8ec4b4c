/** The other half of the 10,000 histories, in a process of its own: two cores play them in half the time. */
import {keepsItsPromises} from '../../support/model/histories.js';

keepsItsPromises(5000, 11121962);
