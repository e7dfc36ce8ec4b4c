import type {StorybookConfig} from '@storybook/web-components-vite';
import type {Plugin} from 'vite';

/** `import manifest from 'virtual:manifest'`: made from the sources as they are. */
const manifest = (): Plugin => ({
  name: 'manifest',
  resolveId: id => (id === 'virtual:manifest' ? `\0${id}` : undefined),
  async load(id) {
    if (id !== '\0virtual:manifest') return;
    const script: string = '../src/tools/manifest/make.mjs';
    const {makeManifest} = (await import(script)) as {makeManifest(): Promise<unknown>};
    return `export default ${JSON.stringify(await makeManifest())}`;
  },
});

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  // Maps by their addresses, as a site has them, and the pictures beside them.
  staticDirs: [
    ...['../src/templates', '../stories/support/maps'].map(from => ({from, to: '/maps'})),
    // What an endpoint says of a map: made-up answers.
    {from: '../stories/support/live', to: '/live'},
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: {
    builder: {name: '@storybook/builder-vite', options: {viteConfigPath: '.storybook/vite.config.ts'}},
    // Nothing is sent or asked outside.
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
    enableCrashReports: false,
  },
  features: {sidebarOnboardingChecklist: false},
  viteFinal: vite => ({...vite, plugins: [...(vite.plugins ?? []), manifest()]}),
};

export default config;
