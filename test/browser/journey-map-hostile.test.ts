/** Whatever the texts of a map hold, they are texts: nothing of them runs, and nothing of them becomes part of the page. */
import {expect, fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import type {ViewName} from '../../src/journey/view.js';
import {define} from '../../src/ui/define.js';
import {harm, hostileMaps} from '../support/hostile-maps.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

const shown = new Map(
  hostileMaps(20261122, 120).flatMap(({name, value, fate}) => (fate === 'shown' ? [[name, value as JourneyMap]] : [])),
);
const views: readonly ViewName[] = ['map', 'items', 'matrix', 'storyboard', 'personas'];

describe('<stagepost-journey-map> with hostile texts', () => {
  before(() => expect(shown.size).to.be.at.least(10));

  for (const [name, map] of shown)
    it(`shows as text that ${name}`, async () => {
      const element = await fixture<StagepostJourneyMap>(
        html`<stagepost-journey-map lang="en" without-hash .map=${map}></stagepost-journey-map>`,
      );
      const root = element.shadowRoot!;
      await waitUntil(() => root.querySelector('.grid, .story'));
      for (const view of views) {
        element.look({view});
        await settled(element);
        expect(root.querySelectorAll('script, iframe, object, embed, [onerror], [onload]').length, view).to.equal(0);
        for (const image of root.querySelectorAll('img'))
          expect(image.getAttribute('src')).to.match(/^(https?:|data:image)/);
        for (const link of root.querySelectorAll('a')) expect(link.protocol).to.match(/^https?:$/);
      }
      element.look({view: 'map', item: 'step:search'});
      await settled(element);
      // What a text node holds of a lone half of a letter, and of a NUL, is up to the browser.
      const bare = (text: string) => text.replace(/[\uD800-\uDFFF\uFFFD\0]/g, '').trim();
      expect(bare(root.querySelector('#headline')!.textContent!)).to.equal(bare(map.title));
      expect(bare(root.querySelector('#detail')!.textContent!)).to.equal(bare(map.steps[0]!.name));
      expect((window as unknown as Record<string, unknown>)[harm]).to.equal(undefined);
    });
});
