/** CJML: two dialects by hand, what is malformed or hostile, and the way there and back. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {formats} from '../../../src/interchange/formats.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {seed} from '../../support/arbitraries.js';
import {smallMap} from '../../support/journeys.js';
import {nastyName} from '../../support/nasty-maps.js';

const {read, write, losses} = await formats.cjml.load();
const readText = (text: string, name?: string) => read!(new TextEncoder().encode(text), {name});
const writeText = async (map: JourneyMap): Promise<string> => String((await write!(map))[0]!.data);
const fixture = (name: string) => readFileSync(new URL(`../../support/cjml/${name}.xml`, import.meta.url));
const told = ({remarks}: {remarks: readonly {level: string; code: string; place: string}[]}): string[] =>
  remarks.map(({level, code, place}) => `${level} ${code} ${place}`.trim());

describe('a planned journey with a namespace', () => {
  it('is read whole', async () => {
    const reading = await read!(fixture('planned'));
    assert.deepEqual(told(reading), []);
    const {ext, ...map} = reading.map!;
    assert.deepEqual(map, {
      schema: 'stagepost/journey-map/1',
      id: 'PJ1',
      title: 'Renewing a library card',
      description: 'A reader renews a card that is about to end.',
      scenario: 'The card ends in two weeks.\nThe reader has three books at home.',
      status: 'draft',
      personas: [{id: 'reader', name: 'Reader'}],
      channels: [
        {id: 'email', name: 'email', kind: 'email'},
        {id: 'service-desk', name: 'service desk', kind: 'in-person'},
        {id: 'internal-mail', name: 'Internal mail', kind: 'other'},
      ],
      stages: [
        {id: 'remind', name: 'Reminded', description: 'Two weeks before it ends.'},
        {id: 'renew', name: 'Renewing'},
      ],
      steps: [
        {id: 'T1', stageId: 'remind', name: 'Send reminder', touchpoints: [{id: 'T1', name: 'Read reminder', direction: 'outbound', owner: 'City library', channelId: 'email'}]},
        {id: 'T2', stageId: 'renew', name: 'Look for the old card', description: 'Often in a <drawer>.'},
        {id: 'T3', stageId: 'renew', name: 'Ask for a new card', touchpoints: [{id: 'T3', name: 'Take the wish', direction: 'inbound', owner: 'City library', channelId: 'service-desk'}]},
        {id: 'T4', stageId: 'renew', name: 'Hand over the card', touchpoints: [{id: 'T4', name: 'Take the letter', direction: 'none', owner: 'City library', channelId: 'internal-mail'}]},
      ],
    }); // prettier-ignore
    assert.deepEqual(ext, {
      cjml: {
        providers: [
          {id: 'library', name: 'City library'},
          {id: 'post', name: 'Post & parcels'},
        ],
        steps: {
          T1: {elements: [{name: 'message', children: [{name: 'subject', text: 'Your card'}]}]},
          T2: {elements: [{name: 'deltaTime', text: 'P1D'}]},
          T4: {initiator: 'library', receiver: 'post'},
        },
        elements: [{name: 'journeyOperators', text: 'City of Examples'}],
      },
    });
  });

  it('comes back the same when it is written again', async () => {
    const {map} = await read!(fixture('planned'));
    const text = await writeText(map!);
    assert.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<CJML version="2.0">\n {2}<plannedJourney>/);
    assert.match(text, /<message>\n\s+<subject>Your card<\/subject>/);
    assert.match(text, /<refersTo actorIDref="library"\/>\n\s+<initiatorLabel>Hand over the card[^]*<refersTo actorIDref="post"\/>/); // prettier-ignore
    assert.deepEqual((await readText(text)).map, map);
  });
});

describe("an actual journey as a spreadsheet's exporter writes it", () => {
  it('is read whole, and what is odd is told', async () => {
    const reading = await read!(fixture('actual'), {name: 'Clinic visit.xml'});
    assert.deepEqual(told(reading), [
      'note cjml/phase-again line 48',
      'note cjml/phase-again line 62',
      'note cjml/actor line 64',
      'note cjml/rating-range line 75',
    ]);
    const {map} = reading;
    assert.equal(map!.title, 'Clinic visit');
    assert.deepEqual([map!.state, map!.compareTo, map!.status], ['research', 'PJ1', undefined]);
    assert.deepEqual(map!.personas, [{id: 'Patient', name: 'Patient'}]);
    assert.deepEqual(map!.channels, [{id: 'phone', name: 'phone', kind: 'phone'}]);
    assert.deepEqual(map!.stages, [
      {id: 'Before', name: 'Before'},
      {id: 'During', name: 'During'},
      {id: 'before', name: 'Before'},
      {id: 'during', name: 'During'},
    ]);
    assert.deepEqual(
      map!.steps.map(({id, name, emotions = [], tags = []}) => [id, name, ...emotions.map(({score, why}) => `${score} ${why}`), ...tags]),
      [
        ['0', 'Calls the clinic', '-1 Waited for twenty minutes'],
        ['1', 'Fills in the form again', '-2 undefined', 'adhoc'],
        ['D2', 'Calls back', 'failing'],
        ['3', 'Sends the bill', '2 undefined'],
      ],
    ); // prettier-ignore
    assert.deepEqual((map!.ext!['cjml'] as {elements: unknown}).elements, [{name: 'journeyStatus', text: 'finished'}]);
  });

  it('comes back the same when it is written again', async () => {
    const {map} = await read!(fixture('actual'), {name: 'Clinic visit.xml'});
    const text = await writeText(map!);
    assert.match(text, /<compliance>adhoc<\/compliance>/);
    assert.match(text, /<timeOriginated>2026-03-02 09:12:00<\/timeOriginated>/);
    const again = await readText(text);
    assert.deepEqual([again.map, told(again)], [map, []]);
  });
});

describe('what is no CJML', () => {
  const good = fixture('planned').toString();
  const cases: [what: string, text: string, remark: RegExp][] = [
    ['an attribute without quotes', '<CJML version=2.0>\n</CJML>', /^error xml\/invalid line 1, column 15/],
    ['an element that is not closed', '<CJML>\n<actualJourney>\n<journeyID>1</actualJourney>\n</CJML>', /^error xml\/invalid line 3, column \d+/],
    ['a file that breaks off', good.slice(0, 900), /^error xml\/invalid line \d+/],
    ['a bare ampersand', '<CJML>\n<a>Fish & chips</a></CJML>', /^error xml\/invalid line 2/],
    ['an entity of HTML', '<CJML>\n<a>&nbsp;</a></CJML>', /^error xml\/invalid line 2/],
    ['a DOCTYPE', '<?xml version="1.0"?>\n<!DOCTYPE CJML SYSTEM "http://a.example/x.dtd">\n<CJML/>', /^error xml\/invalid line 2/],
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY b "${'ha'.repeat(9)}"><!ENTITY c "&b;&b;&b;">]>\n<CJML>&c;</CJML>`, /^error xml\/invalid line 1/],
    ['text beside the root', 'Hello <CJML/>', /^error xml\/invalid line 1/],
    ['nothing', '', /^error xml\/invalid line 1/],
    ['no XML', 'journey\n title A', /^error xml\/invalid line \d/],
    ['too deep a nesting', '<a>'.repeat(100_000), /^error xml\/invalid line 1/],
    ['other XML', '<svg xmlns="http://www.w3.org/2000/svg"/>', /^error cjml\/no-journey line 1/],
    ['a journey of nothing', '<CJML>\n<plannedJourney/></CJML>', /^error cjml\/no-touchpoint line 2/],
  ]; // prettier-ignore
  for (const [what, text, remark] of cases)
    it(`is refused with its line: ${what}`, async () => {
      const reading = await readText(text);
      assert.equal(reading.map, undefined);
      assert.equal(reading.remarks.length, 1);
      assert.match(told(reading)[0]!, remark);
    });

  it('is told where only a part of it is', async () => {
    const point = (more: string) => `<plannedAction><touchpointID>T</touchpointID>${more}</plannedAction>`;
    const journey = (inside: string) => `<CJML><plannedJourney><touchpoints>\n${inside}\n</touchpoints></plannedJourney></CJML>`; // prettier-ignore
    const of = async (inside: string) => told(await readText(journey(inside)));
    const rated = (rating: string) => point(`<touchpointExperience><experienceRating>${rating}</experienceRating></touchpointExperience>`); // prettier-ignore
    assert.deepEqual(await of(`${point('')}\n<meeting/>`), ['error cjml/touchpoint line 3']);
    assert.deepEqual(await of(rated('great')), ['error cjml/rating line 2']);
    assert.deepEqual(await of(rated('4')), ['note cjml/planned-experience line 2']);
    assert.deepEqual(await of(point('<compliance>late</compliance>')), ['note cjml/compliance line 2']);
    assert.deepEqual(await of(point('<belongsTo phaseIDref="x"/>')), ['note cjml/phase line 2']);
    const two = journey(point('')).replace('</CJML>', '\n<actualJourney/></CJML>');
    assert.deepEqual(told(await readText(two)), ['error cjml/journeys line 4']);
  });

  it('is read in the encoding that it names', async () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><CJML><plannedJourney><journeyTitle>Caf\u00e9</journeyTitle><plannedAction/></plannedJourney></CJML>';
    assert.equal((await read!(Buffer.from(text, 'latin1'))).map!.title, 'Café');
  }); // prettier-ignore
});

/** What XML and one line can hold: blanks joined, no control characters. */
const plainName = nastyName
  .map(name => name.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\s+/g, ' ').trim())
  .filter(name => name !== '' && name !== 'nan'); // prettier-ignore

const stepParts = fc.record({
  name: plainName,
  description: fc.option(plainName, {nil: undefined}),
  point: fc.option(
    fc.record({
      name: plainName,
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      owner: fc.option(fc.constantFrom('Shop', 'A & <B>', 'Post'), {nil: undefined}),
      channelId: fc.option(fc.constantFrom('email', 'chat', 'other'), {nil: undefined}),
    }),
    {nil: undefined},
  ),
  emotion: fc.option(fc.record({score: fc.integer({min: -2, max: 2}), why: fc.option(plainName, {nil: undefined})}), {
    nil: undefined,
  }),
  compliance: fc.option(fc.constantFrom('adhoc', 'failing', 'missing'), {nil: undefined}),
});

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** Maps that hold what CJML can tell, and no more. */
const cjmlMap = fc
  .record({
    title: plainName,
    description: fc.option(plainName, {nil: undefined}),
    scenario: fc.option(plainName, {nil: undefined}),
    isActual: fc.boolean(),
    persona: plainName,
    stages: fc.array(fc.record({name: plainName, steps: fc.array(stepParts, {minLength: 1, maxLength: 3})}), {minLength: 1, maxLength: 3}),
  })
  .map(({title, description, scenario, isActual, persona, stages}): JourneyMap => {
    const steps = stages.flatMap((stage, at) =>
      stage.steps.map(({name, description: more, point, emotion, compliance}, index) => {
        const id = `T${at}.${index}`;
        return defined({
          id, stageId: `s${at}`, name, description: more === name ? undefined : more,
          touchpoints: point && [defined({id, ...point})],
          emotions: isActual && emotion ? [defined({personaId: 'ana', ...emotion})] : undefined,
          tags: isActual && compliance ? [compliance] : undefined,
        });
      }),
    );
    const used = [...new Set(steps.flatMap(({touchpoints = []}) => touchpoints.flatMap(({channelId}) => channelId ?? [])))];
    return defined({
      schema: 'stagepost/journey-map/1', id: 'cjml', title, description, scenario,
      ...(isActual && {state: 'research' as const, compareTo: 'PJ1'}),
      personas: [{id: 'ana', name: persona}],
      channels: used.length ? used.map(id => ({id, name: id, kind: id as 'email' | 'chat' | 'other'})) : undefined,
      stages: stages.map(({name}, at) => ({id: `s${at}`, name})),
      steps,
    });
  }); // prettier-ignore

describe('a map written as CJML', () => {
  it('comes back unchanged where CJML can hold it, 200 times', async () => {
    let emotions = 0;
    for (const map of fc.sample(cjmlMap, {seed, numRuns: 200})) {
      const text = await writeText(map);
      const reading = await readText(text);
      assert.deepEqual([reading.map, told(reading)], [map, []], text);
      assert.deepEqual(losses!(map), []);
      emotions += map.steps.filter(step => step.emotions).length;
    }
    assert.ok(emotions > 50, `${emotions} emotions`);
  });

  it('holds no emotion where it is planned, and says so before', async () => {
    const text = await writeText(smallMap());
    assert.match(text, /<plannedJourney>/);
    assert.doesNotMatch(text, /experience|Much to see/i);
    const codes = losses!(smallMap()).map(({code}) => code.replace('cjml/', ''));
    assert.deepEqual(codes, [
      'directions', 'channel-names', 'unused-channels', 'channel-details', 'objectives', 'persona-details', 'stage-details',
      'step-details', 'ways', 'child-maps', 'touchpoint-details', 'emotions', 'emotion-reasons', 'emotion-details', 'lanes',
      'cells', 'pain-points', 'opportunities', 'kpis',
    ]); // prettier-ignore
    const {map, remarks} = await readText(text);
    assert.deepEqual(remarks, []);
    assert.deepEqual(map!.steps.map(({name}) => name), ['Search', 'Look at sizes', 'Pay']); // prettier-ignore
  });

  it('writes a channel by the vocabulary of CJML', async () => {
    const text = await writeText(smallMap());
    assert.match(text, /<channelName>internetViaPC<\/channelName>/);
  });

  it('does not write what `ext` holds and is no element', async () => {
    const bad = {name: 'a><b', text: 'x'};
    const ext = {cjml: {elements: [bad, 7, {name: 'ok', text: '<&>'}], steps: {search: 5, try: {elements: [bad]}}}};
    const text = await writeText({...smallMap(), ext});
    assert.doesNotMatch(text, /a>/);
    assert.match(text, /<ok>&lt;&amp;&gt;<\/ok>/);
    assert.ok((await readText(text)).map);
  });
});
