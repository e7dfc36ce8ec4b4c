import {type Preview, setCustomElementsManifest} from '@storybook/web-components-vite';
import {withActions} from 'storybook/actions/decorator';
import page from './docs.mdx';
import '../src/define/context.js';
import '../src/define/journey-map.js';
import '../src/define/nps.js';
import '../src/define/sync-status.js';
import {elements, manifest} from '../stories/support/manifest.js';
import {beforeEach, globalTypes, initialGlobals, stage} from '../stories/support/stage.js';
import '../stories/support/stage.css';

setCustomElementsManifest(manifest);

const events = new Set(elements.flatMap(element => element.events.map(({name}) => name)));

/** An attribute that takes few values is chosen from a list. */
const choices: NonNullable<Preview['argTypesEnhancers']>[number] = ({argTypes}) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, type]) => {
      const options = [...(type.table?.type?.summary ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => value);
      const listed = options.length > 0 && type.table?.category === 'attributes';
      return [name, listed ? {...type, control: 'select', options} : type];
    }),
  );

export default {
  tags: ['autodocs'],
  argTypesEnhancers: [choices],
  globalTypes,
  initialGlobals,
  beforeEach,
  decorators: [stage, withActions],
  parameters: {
    layout: 'fullscreen',
    docs: {page},
    actions: {handles: [...events]},
    // A violation is a failure of `npm test -- --only stories`.
    a11y: {test: 'error'},
    backgrounds: {disable: true},
    viewport: {disable: true},
    controls: {expanded: true},
    options: {
      storySort: {
        order: [
          'Introduction',
          'Theme',
          'stagepost-nps',
          'stagepost-journey-map',
          ['Templates', 'Views', 'States'],
          'stagepost-sync-status',
          'stagepost-context',
        ],
      },
    },
  },
} satisfies Preview;
