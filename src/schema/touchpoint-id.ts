import type {Touchpoint} from './journey-map.js';

/** What prompts, and so answers and events, call a touchpoint of a map: its `surveyTouchpointId`, or its id where it has none. */
export const collectedId = ({surveyTouchpointId, id}: Touchpoint): string => surveyTouchpointId ?? id;
