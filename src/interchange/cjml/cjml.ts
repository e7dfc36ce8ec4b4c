/** CJML 2.0, the Customer Journey Modelling Language of SINTEF: planned and actual journeys as XML. */
import type {Format} from '../reading.js';
import {read} from './read.js';
import {losses, write} from './write.js';

export const cjml: Format = {read, write, losses};
