/** Live values as an endpoint sends them. */
import {issueText} from '../schema/issues.js';
import {type Overlay, overlaySchema} from '../schema/overlay.js';
import {jitless} from './jitless.js';

jitless();

/** @throws {Error} that names the first places where `data` is no `stagepost/overlay/1` */
export function readOverlay(data: Uint8Array): Overlay {
  const value: unknown = JSON.parse(new TextDecoder().decode(data));
  const {success, data: overlay, error} = overlaySchema.safeParse(value);
  if (success) return overlay;
  throw new Error(issueText(error, value));
}
