/** Maps that have not come, that are not sound, and that are not easy to show. */
import type {Meta} from '@storybook/web-components-vite';
import {html} from 'lit';
import {emptyLanes, faulty, huge, longWords, oneStep} from './support/maps.js';
import {type MapArgs, mapMeta, type MapStory, shown} from './support/map.js';

export default {
  ...mapMeta,
  title: 'stagepost-journey-map/States',
} satisfies Meta<MapArgs>;

/** Its page waits for its token. */
export const Loading: MapStory = {
  ...shown({getToken: () => new Promise<never>(() => {})}, '.notice'),
  decorators: [
    story => html`<stagepost-context endpoint="/nowhere" site="pk_story" journey="shop">${story()}</stagepost-context>`,
  ],
};

export const NoMap = shown({}, '.notice');
export const NotFound = shown({src: 'http://127.0.0.1:9/map.json'}, '.notice button');
export const NotSound = shown({map: faulty}, '.notice li');
export const OneStep = shown({map: oneStep});
export const EmptyLanes = shown({map: emptyLanes});
export const LongWords = shown({map: longWords()});
export const LongWordsNarrow: MapStory = {...shown({map: longWords()}, '.story'), globals: {width: '320px'}};

/** 200 steps and 10,000 items. Its cells are those of the other maps; axe would take a minute to look at each. */
export const Huge: MapStory = {...shown({map: huge}), parameters: {a11y: {test: 'off'}}};
