/** What a picture of a map leaves out. */
import type {JourneyMap} from '../../schema/journey-map.js';
import type {Remark} from '../reading.js';

export const losses = (_map: JourneyMap): Remark[] => [];
