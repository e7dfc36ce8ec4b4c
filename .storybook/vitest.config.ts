/** Every story, rendered and played in Chromium, with axe over what is left on the screen. `npm test -- --only stories` runs it. */
import {fileURLToPath} from 'node:url';
import {storybookTest} from '@storybook/addon-vitest/vitest-plugin';
import {playwright} from '@vitest/browser-playwright';
import {defineConfig} from 'vitest/config';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'];

/** Every story is looked at in both: contrast is another one in each. */
const themes = ['light', 'dark'];

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    // Lit's notes to its developers.
    onConsoleLog: text => !text.includes('https://lit.dev/msg/'),
    projects: themes.map(theme => ({
      plugins: [storybookTest({configDir: fileURLToPath(new URL('.', import.meta.url))})],
      define: {STORY_THEME: JSON.stringify(theme)},
      test: {
        name: theme,
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          instances: [{browser: 'chromium' as const}],
          provider: playwright({
            launchOptions: {executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args},
            // A fading panel has no settled contrast.
            contextOptions: {reducedMotion: 'reduce'},
          }),
        },
      },
    })),
  },
});
