/** Registers `stagepost-sync-status`. */
import {StagepostSyncStatus} from '../components/sync-status/sync-status.js';
import {openOutbox} from '../outbox/open.js';
import {define} from '../ui/define.js';
import {page} from '../ui/page.js';

page().openOutbox ??= openOutbox;
define('sync-status', StagepostSyncStatus);
