/** Two maps held against each other, in every state there is, and several maps in one table. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, waitFor} from 'storybook/test';
import '../src/define/journey-map.js';
import type {JourneyMap} from '../src/schema/journey-map.js';
import membership from '../src/templates/membership.json' with {type: 'json'};
import onboarding from '../src/templates/onboarding.json' with {type: 'json'};
import shop from '../src/templates/shop.json' with {type: 'json'};
import trial from '../src/templates/software-trial.json' with {type: 'json'};
import supportCase from '../src/templates/support-case.json' with {type: 'json'};
import {trialToBe} from './support/to-be.js';

interface Shown {
  readonly map: unknown;
  readonly maps?: readonly unknown[];
  readonly view: 'compare' | 'roll-up';
}

/** The element as it comes, in one of its views; the address of the story stays as it is. */
function shown({map, maps = [], view}: Shown) {
  const element = document.createElement('stagepost-journey-map');
  element.setAttribute('without-hash', '');
  Object.assign(element, {map, maps});
  element.look({trail: [(map as JourneyMap).id], view});
  return html`${element}`;
}

export default {title: 'stagepost-journey-map/compare', component: 'stagepost-journey-map'} satisfies Meta;

type Story = StoryObj;

const asItIs = trial as unknown as JourneyMap;
const toBe = trialToBe(asItIs);
/** What is looked at once `ready` is there. */
const story = (made: Shown, ready: string): Story => ({
  render: () => shown(made),
  play: async ({canvasElement}) => {
    const root = () => canvasElement.querySelector('stagepost-journey-map')?.shadowRoot;
    await waitFor(() => expect(root()?.querySelector(ready)).toBeTruthy(), {timeout: 10_000});
  },
});

export const AsItIsAgainstAsItShouldBe = story({map: toBe, maps: [asItIs], view: 'compare'}, '.differences');
export const NothingChosen = story({map: asItIs, maps: [toBe], view: 'compare'}, '.compare .hint');
export const NoDifference = story({map: {...asItIs, compareTo: 'twin'}, maps: [{...asItIs, id: 'twin'}], view: 'compare'}, '.same'); // prettier-ignore
export const CouldNotBeRead = story({map: {...asItIs, compareTo: 'gone'}, view: 'compare'}, '.compare .wrong');
export const RollUp = story({map: asItIs, maps: [shop, supportCase, membership, onboarding, {title: 'No map'}], view: 'roll-up'}, '.rolled .wrong'); // prettier-ignore
