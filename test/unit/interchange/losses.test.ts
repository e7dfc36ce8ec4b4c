/** Whatever a map can hold comes back from a file, or its loss is told before the file is written: field by field. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formats} from '../../../src/interchange/formats.js';
import {journeyMapSchema, type JourneyMap} from '../../../src/schema/journey-map.js';
import {partAt, plainFields, plainMap} from '../../support/map-fields.js';

for (const [name, state] of [['mermaid'], ['cjml'], ['cjml', 'research'], ['ujg']] as const)
  describe(`${name} of a ${state ?? 'plain'} map`, async () => {
    const {read, write, losses} = await formats[name].load();
    const told = (map: JourneyMap): string => JSON.stringify(losses!(map));
    for (const {path, key, value} of plainFields)
      it(`keeps, or tells: ${path} ${key} ${JSON.stringify(value)}`, async () => {
        const map = plainMap(state);
        partAt(map, path)[key] = value;
        assert.ok(journeyMapSchema.safeParse(map).success);
        const [file] = await write!(map);
        const back = (await read!(new TextEncoder().encode(String(file!.data)), {name: file!.name})).map!;
        const [list] = path.split('.').slice(-2);
        // What holds the field may be missing as a whole, which is told of the plain map already.
        const isWhole = path === '' || Object.hasOwn(partAt(back, path.split('.').slice(0, -2).join('.')), list!);
        const isKept = isWhole && JSON.stringify(partAt(back, path)[key]) === JSON.stringify(value);
        if (isWhole && !isKept) assert.notEqual(told(map), told(plainMap(state)));
      });
  });
