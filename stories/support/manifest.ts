import made from 'virtual:manifest';
import type {Manifest} from '../../test/support/manifest.js';

/** The custom elements manifest of the sources as they are. */
export const manifest = made as Manifest;

/** Every declaration of an element. */
export const elements = manifest.modules.flatMap(({declarations}) => declarations.filter(({tagName}) => tagName));
