/** The map of a story: its address or its data, and how it is looked at. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import {expect, waitFor} from 'storybook/test';
import type {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {plainView, type View} from '../../src/journey/view.js';
import {type Visitor, visit} from './visitor.js';

export interface MapArgs {
  /** The name of a map that the stories hold, without `.json`. */
  readonly file?: string;
  readonly src?: string;
  readonly map?: unknown;
  /** Whether the page has an endpoint that knows live values of the shop. */
  readonly isLive?: boolean;
  readonly view?: Partial<View>;
  readonly getToken?: () => Promise<string>;
}

/** The id of the map that is shown: a view is of one map. */
const idOf = ({file = '', map}: MapArgs): string =>
  (map as {readonly id?: string} | undefined)?.id ?? file.split('.')[0]!;

export const mapMeta = {
  component: 'stagepost-journey-map',
  render: args =>
    html`<stagepost-journey-map
      without-hash
      endpoint=${args.isLive ? `${import.meta.env.BASE_URL}live` : nothing}
      src=${args.src ?? (args.file ? `${import.meta.env.BASE_URL}maps/${args.file}.json` : nothing)}
      .map=${args.map}
      .view=${{...plainView, trail: [idOf(args)], ...args.view}}
      .getToken=${args.getToken}
    ></stagepost-journey-map>`,
} satisfies Meta<MapArgs>;

export type MapStory = StoryObj<MapArgs>;

export const atMap = (canvas: HTMLElement): Visitor => visit(canvas, 'stagepost-journey-map');

/** What of the shadow root is seen. */
export const seenIn = (canvas: HTMLElement, selector: string): HTMLElement[] =>
  [...canvas.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll<HTMLElement>(selector)].filter(one =>
    one.checkVisibility(),
  );

/** A map that is shown as these say, once `selector` is there. */
export const shown = (args: MapArgs, selector = '.grid'): MapStory => ({
  args,
  play: async ({canvasElement}) => {
    await atMap(canvasElement).find(selector);
    await waitFor(() => expect(seenIn(canvasElement, selector)).not.toHaveLength(0));
  },
});

/** Lays the map out for paper and shows it on the screen as a printer would get it. */
export async function print(canvas: HTMLElement): Promise<void> {
  await atMap(canvas).find('.grid');
  const element = canvas.querySelector<StagepostJourneyMap>('stagepost-journey-map')!;
  window.dispatchEvent(new Event('beforeprint'));
  await atMap(canvas).find('.page');
  const root = element.shadowRoot!;
  root.adoptedStyleSheets = root.adoptedStyleSheets.map(sheet => {
    const copy = new CSSStyleSheet();
    const rules = [...sheet.cssRules].map(({cssText}) => cssText).join('\n');
    copy.replaceSync(rules.replaceAll('@media screen', '@media not all').replaceAll('@media print', '@media all'));
    return copy;
  });
}
