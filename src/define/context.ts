/** Registers `stagepost-context`. */
import {StagepostContext} from '../components/context/context.js';
import {openOutbox} from '../outbox/open.js';
import {define} from '../ui/define.js';
import {page} from '../ui/page.js';

page().openOutbox ??= openOutbox;
define('context', StagepostContext);
