/** The table formats in a browser: the same map out of CSV and XLSX as went in. */
import {expect} from '@open-wc/testing';
import {formats} from '../../src/interchange/formats.js';
import {smallMap} from '../support/journeys.js';

describe('Tables in a browser', () => {
  for (const name of ['csv', 'xlsx'] as const)
    it(`writes and reads ${name}`, async () => {
      const format = await formats[name].load();
      const files = await format.write!(smallMap());
      const data = new Uint8Array(await new Blob(files.map(file => file.data as BlobPart)).arrayBuffer());
      expect(await format.read!(data, {name: `shop.${name}`})).to.deep.equal({map: smallMap(), remarks: []});
    });
});
