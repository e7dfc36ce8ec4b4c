/** Storybook's own: the project's `vite.config.ts` builds the embed files. */
import {defineConfig} from 'vite';

export default defineConfig({
  resolve: {conditions: ['production', 'browser', 'module', 'import', 'default']},
  build: {chunkSizeWarningLimit: 4000},
});
