/** Mermaid's `journey` diagrams: sections, tasks, one score for each and its actors, and no more. */
import type {Format} from '../reading.js';
import {read} from './read.js';
import {losses, write} from './write.js';

export const mermaid: Format = {read, write, losses};
