/** Two maps held against each other, in every state there is, and several maps in one table. */
import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import '../src/define/journey-map.js';
import type {JourneyMap} from '../src/schema/journey-map.js';
import membership from '../src/templates/membership.json';
import onboarding from '../src/templates/onboarding.json';
import shop from '../src/templates/shop.json';
import trial from '../src/templates/software-trial.json';
import supportCase from '../src/templates/support-case.json';
import {trialToBe} from './support/to-be.js';

interface Shown {
  readonly map: unknown;
  readonly maps?: readonly unknown[];
  readonly view: 'compare' | 'roll-up';
  readonly changes?: readonly string[];
}

/** The element as it comes, in one of its views; the address of the story stays as it is. */
function shown({map, maps = [], view, changes = []}: Shown) {
  const element = document.createElement('stagepost-journey-map');
  element.setAttribute('without-hash', '');
  Object.assign(element, {map, maps});
  element.look({trail: [(map as JourneyMap).id], view, changes});
  return html`${element}`;
}

export default {title: 'stagepost-journey-map/compare', component: 'stagepost-journey-map'} satisfies Meta;

type Story = StoryObj;

const asItIs = trial as unknown as JourneyMap;
const toBe = trialToBe(asItIs);
const story = (made: Shown): Story => ({render: () => shown(made)});

export const AsItIsAgainstAsItShouldBe = story({map: toBe, maps: [asItIs], view: 'compare'});
export const OneKindOfChange = story({map: toBe, maps: [asItIs], view: 'compare', changes: ['moved']});
export const NothingChosen = story({map: asItIs, maps: [toBe], view: 'compare'});
export const NoDifference = story({map: {...asItIs, compareTo: 'twin'}, maps: [{...asItIs, id: 'twin'}], view: 'compare'}); // prettier-ignore
export const CouldNotBeRead = story({map: {...asItIs, compareTo: 'gone'}, view: 'compare'});
export const OtherMaps = story({map: {...asItIs, compareTo: 'shop'}, maps: [shop], view: 'compare'});

export const RollUp = story({map: asItIs, maps: [shop, supportCase, membership, onboarding], view: 'roll-up'});
export const RollUpWithMissingMaps = story({map: asItIs, maps: [shop, {title: 'No map at all'}], view: 'roll-up'});
