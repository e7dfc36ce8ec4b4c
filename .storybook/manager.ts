import {addons} from 'storybook/manager-api';
import {create} from 'storybook/theming';

addons.setConfig({
  sidebar: {showRoots: false},
  theme: create({base: 'light', brandTitle: 'Stagepost', colorPrimary: '#2a5bd7', colorSecondary: '#2a5bd7'}),
});
