/** The channels of CJML: its own words are read as people write them, and are its words again when they are written. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formats} from '../../../src/interchange/formats.js';

const {read, write, losses} = await formats.cjml.load();
const {read: readCsv} = await formats.csv.load();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A word as a file has it, and the name and kind in the map. */
const words: readonly (readonly [word: string, name: string, kind: string])[] = [
  ['internetViaPC', 'internet via PC', 'web'],
  ['appOnPc', 'app on pc', 'app'],
  ['faceToFace', 'face to face', 'in-person'],
  ['selfServiceMachine', 'self service machine', 'kiosk'],
  ['service desk', 'service desk', 'in-person'],
  ['email', 'email', 'email'],
  ['myOwnWay', 'myOwnWay', 'other'],
];

describe('a channel of CJML', () => {
  for (const [word, name, kind] of words)
    it(`${word} is called ${name}`, async () => {
      const channel = `<channel><channelName>${word}</channelName></channel>`;
      const point = `<plannedCommunicationPoint><touchpointID>T1</touchpointID>${channel}</plannedCommunicationPoint>`;
      const {map} = await read!(bytes(`<CJML><plannedJourney>${point}</plannedJourney></CJML>`));
      assert.deepEqual([map!.channels![0]!.name, map!.channels![0]!.kind], [name, kind]);
      assert.deepEqual(losses!(map!).filter(({code}) => code === 'cjml/channel-names'), []); // prettier-ignore
      const [file] = await write!(map!);
      assert.ok(String(file!.data).includes(channel.replace(/<\/?channel>/g, '')), String(file!.data));
    });

  it('has the same name in a sheet of CJMLExcel', async () => {
    const head =
      "Include,TP ID,Actor who initiated,Initiator's label,Actor who received,Receiver's label,Channel,Comment,Phase,UX description,UX rating,Deviation,Date,Time";
    const rows = words.map(([word], at) => `Yes,T${at},Ana,Ask ${at},Shop,Answer,${word},,Before,,,,,`);
    const {map} = await readCsv!(bytes(['End user,Ana', head, ...rows].join('\n')), {name: 'x.csv'});
    assert.deepEqual(map!.channels!.map(({name, kind}) => [name, kind]), words.map(([, name, kind]) => [name, kind])); // prettier-ignore
  });
});
