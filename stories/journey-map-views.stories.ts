/** Every way to look at a map. */
import type {Meta} from '@storybook/web-components-vite';
import {expect, waitFor} from 'storybook/test';
import {atMap, type MapArgs, mapMeta, type MapStory, seenIn, shown} from './support/map.js';

export default {
  ...mapMeta,
  title: 'stagepost-journey-map/Views',
} satisfies Meta<MapArgs>;

const file = 'support-case';

export const Items = shown({file, view: {view: 'items'}}, '.list .one');
export const ItemsInGroups = shown({file, view: {view: 'items', group: 'kind', sort: '-rating'}}, '.list .one');
export const Matrix = shown({file, view: {view: 'matrix'}}, '.matrix .card');
export const Storyboard = shown({file: 'shop', view: {view: 'storyboard', slide: 2}}, '.slide dt');
export const Personas = shown({file, view: {view: 'personas'}}, '.persona');

/** The stages alone. */
export const StagesAlone = shown({file, view: {zoom: 'stages'}});
/** Of the other steps one line for each item. */
export const OneStageFolded: MapStory = {
  args: {file, view: {zoom: 'steps'}},
  async play({canvasElement}) {
    const fold = await atMap(canvasElement).find('[data-do=fold]');
    fold.click();
    await waitFor(() => expect(fold).toHaveAttribute('aria-expanded', 'false'));
  },
};
export const Compact = shown({file, view: {density: 'compact', fit: true}});

export const LanesPanel: MapStory = {
  args: {file},
  async play({canvasElement}) {
    (await atMap(canvasElement).find('[data-do=panel][data-key=lanes]')).click();
    await atMap(canvasElement).find('.panel');
  },
};

/** What the signs of this map mean; on paper it stands on the first page. */
export const Legend: MapStory = {
  args: {file},
  async play({canvasElement}) {
    (await atMap(canvasElement).find('[data-do=panel][data-key=key]')).click();
    await atMap(canvasElement).find('.panel .key li');
  },
};

export const Filtered: MapStory = {
  args: {file, view: {filter: {severity: ['4']}}},
  async play({canvasElement}) {
    (await atMap(canvasElement).find('[data-do=panel][data-key=filter]')).click();
    await atMap(canvasElement).find('.panel [data-do=clear]');
  },
};

/** Nothing of the map fits; it stays, and the panel says so. */
export const NothingFits: MapStory = {
  ...Filtered,
  args: {file, view: {view: 'items', filter: {status: ['measured'], severity: ['5']}}},
};

export const SearchHits: MapStory = {
  args: {file, view: {query: 'call'}},
  async play({canvasElement}) {
    await waitFor(() => expect(seenIn(canvasElement, '.hit')).not.toHaveLength(0));
    (await atMap(canvasElement).find('[data-do=hit].next')).click();
  },
};

/** Everything that is known of one item. */
export const DetailPanel: MapStory = {
  args: {file},
  async play({canvasElement}) {
    (await atMap(canvasElement).find('.pain')).click();
    await atMap(canvasElement).find('#detail');
  },
};

/** Opportunities by weighted criteria, and what each leads to. */
export const Priorities = shown({file: 'shop', view: {view: 'priorities'}}, '.ranks, [role=table], table');
/** Where the map falls short of good practice. */
export const Check = shown({file: 'shop', view: {view: 'check'}}, '.scroller h3');

/** What visitors answered, beside what the team assumes. */
export const Live = shown({file: 'shop', isLive: true, view: {hidden: ['pictures', 'aims', 'doing', 'thinking', 'saying', 'needing', 'asking']}}, '.grid .live'); // prettier-ignore

/** What does not fit into a format is said before anything is saved. */
export const FilesPanel: MapStory = {
  args: {file},
  async play({canvasElement}) {
    const map = atMap(canvasElement);
    (await map.find('[data-do=panel][data-key=files]')).click();
    (await map.find('[data-do=file-save][data-key=mermaid]')).click();
    await map.find('[data-do=file-anyway]');
  },
};
