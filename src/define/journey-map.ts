/** Registers `stagepost-journey-map`. */
import {StagepostJourneyMap} from '../components/journey-map/journey-map.js';
import {define} from '../ui/define.js';

define('journey-map', StagepostJourneyMap);
