/** Registers `stagepost-nps`, with the outbox that carries its answers. */
import {StagepostNps} from '../components/nps/nps.js';
import {openOutbox} from '../outbox/open.js';
import {define} from '../ui/define.js';
import {page} from '../ui/page.js';

page().openOutbox ??= openOutbox;
define('nps', StagepostNps);
