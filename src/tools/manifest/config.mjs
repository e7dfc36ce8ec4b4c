/** What the manifest is made from, for `@custom-elements-manifest/analyzer`: the elements, what they inherit, and their registration. */
import {definitions, tidy, tokenDefaults} from './plugins.mjs';

export default {
  globs: [
    'src/components/**/*.ts',
    'src/ui/kit-element.ts',
    'src/ui/*-element.ts',
    'src/ui/styles.ts',
    'src/define/*.ts',
  ],
  packagejson: false,
  quiet: true,
  plugins: [definitions(), tokenDefaults(), tidy()],
};
