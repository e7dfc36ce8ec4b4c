/** The custom elements manifest, made from the sources as they are. */
import {cli} from '@custom-elements-manifest/analyzer/cli.js';
import {root} from '../setup.mjs';

export const makeManifest = () =>
  cli({argv: ['analyze', '--config', 'src/tools/manifest/config.mjs'], cwd: root, noWrite: true});

/** The declarations of the elements, by tag. */
export const elementsOf = ({modules}) =>
  Object.fromEntries(
    modules.flatMap(({declarations}) =>
      declarations.filter(({tagName}) => tagName).map(found => [found.tagName, found]),
    ),
  );
