/** Every template as it comes, and one of them in other surroundings. */
import type {Meta} from '@storybook/web-components-vite';
import {type MapArgs, mapMeta, type MapStory, print, shown} from './support/map.js';

export default {
  ...mapMeta,
  title: 'stagepost-journey-map/Templates',
} satisfies Meta<MapArgs>;

export const Shop = shown({file: 'shop'});
export const SupportCase = shown({file: 'support-case'});
export const Membership = shown({file: 'membership'});
export const SoftwareTrial = shown({file: 'software-trial'});
export const Onboarding = shown({file: 'onboarding'});
export const ServiceBlueprint = shown({file: 'service-blueprint'});

export const Dark: MapStory = {...ServiceBlueprint, globals: {theme: 'dark'}};
export const German: MapStory = {...shown({file: 'membership.de'}), globals: {lang: 'de'}};
export const RightToLeft: MapStory = {...shown({file: 'shop.ar'}), globals: {lang: 'ar'}};

/** Too narrow for columns: the map is read downwards. */
export const Narrow: MapStory = {...shown({file: 'support-case'}, '.story'), globals: {width: '320px'}};

/** The pages that a printer gets, below each other. */
export const Printed: MapStory = {args: {file: 'support-case'}, play: ({canvasElement}) => print(canvasElement)};
