/** Registers `stagepost-sync-status`. */
import {StagepostSyncStatus} from '../components/sync-status/sync-status.js';
import {register} from '../ui/register.js';

register('sync-status', StagepostSyncStatus);
