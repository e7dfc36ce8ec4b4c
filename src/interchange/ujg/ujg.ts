/**
 * UJG, the User Journey Graph, as JSON-LD: phases, touchpoints, steps and pain points, and the graph of their states. What it
 * lacks of our model stands in an extension of its nodes, so that nothing of a map is lost.
 */
import type {Format} from '../reading.js';
import {read} from './read.js';
import {write} from './write.js';

export const ujg: Format = {read, write, losses: () => []};
