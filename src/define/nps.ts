/** Registers `stagepost-nps`. */
import {StagepostNps} from '../components/nps/nps.js';
import {register} from '../ui/register.js';

register('nps', StagepostNps);
