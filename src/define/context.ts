/** Registers `stagepost-context`. */
import {StagepostContext} from '../components/context/context.js';
import {register} from '../ui/register.js';

register('context', StagepostContext);
