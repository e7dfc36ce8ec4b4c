/** CJML: two dialects by hand, what is malformed or hostile, and the way there and back. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
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
        actors: {reader: [{name: 'iconName', text: 'person'}]},
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
    assert.deepEqual(
      map!.steps.map(({description}) => description),
      [undefined, 'The first one was lost', undefined, undefined],
      'what pandas writes for nothing is nothing',
    );
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

/** A journey of such actors, phases and touchpoints. */
const journeyOf = (touchpoints: string, actors = '', more = '') =>
  `<CJML><actualJourney>${more}<actors>${actors}</actors><touchpoints>\n${touchpoints}</touchpoints></actualJourney></CJML>`;
const pointOf = (id: string, from: string, to: string, more = '') =>
  `<actualCommunicationPoint><touchpointID>${id}</touchpointID><initiator><refersTo actorIDref="${from}"/></initiator>` +
  `<receiver><refersTo actorIDref="${to}"/></receiver>${more}</actualCommunicationPoint>\n`;
const actorOf = (what: string, id: string, name: string) =>
  `<${what} actorID="${id}"><actorName>${name}</actorName></${what}>`;

describe('CJML by hand', () => {
  it('has its own users and providers, whatever their ids are', async () => {
    const actors = actorOf('endUser', 'user', 'User') + actorOf('serviceProvider', 'provider', 'ACME');
    const {map, remarks} = await readText(journeyOf(pointOf('T1', 'user', 'provider'), actors));
    assert.deepEqual(remarks, []);
    assert.deepEqual(map!.personas, [{id: 'user', name: 'User'}]);
    assert.equal(map!.steps[0]!.touchpoints![0]!.owner, 'ACME');
    assert.deepEqual((await readText(await writeText(map!))).map, map);
  });

  it('keeps a user and a provider apart whose ids differ only in what ours may hold', async () => {
    const actors = `${actorOf('endUser', 'Reader 1', 'Reader 1')}<serviceProvider actorID="reader-1">Post<phone>5</phone></serviceProvider>`;
    const {map} = await readText(journeyOf(pointOf('T1', 'Reader 1', 'reader-1'), actors));
    assert.match(
      await writeText(map!),
      /"reader-1-2">\s*<actorName>Reader 1<[^]*"reader-1">\s*<companyName>Post<.*\s*<phone>5</,
    );
  });

  it('has providers of one name, each of which is an actor of its own', async () => {
    const actors = ['a', 'b'].map(id => actorOf('serviceProvider', id, 'Bank')).join('') + actorOf('endUser', 'c', 'C');
    const {map} = await readText(journeyOf(pointOf('T1', 'a', 'b') + pointOf('T2', 'c', 'b'), actors));
    const again = await readText(await writeText(map!));
    assert.deepEqual([again.map, told(again)], [map, []]);
  });

  it('has actors and phases without ids, which are referred to by name', async () => {
    const named = (what: string, name: string) => `<${what}><name>${name}</name></${what}>`;
    const actors = named('endUser', 'Ana') + named('endUser', 'Ben') + named('serviceProvider', 'Shop');
    const phases = `<journeyPhases>${named('journeyPhase', 'Before')}${named('journeyPhase', 'After')}</journeyPhases>`;
    const points = pointOf('T1', 'Ben', 'Shop', '<belongsTo phaseIDref="After"/>');
    const {map, remarks} = await readText(journeyOf(points, actors, phases));
    assert.deepEqual(remarks, []);
    assert.deepEqual(map!.personas!.map(({name}) => name), ['Ana', 'Ben']); // prettier-ignore
    assert.deepEqual([map!.steps[0]!.stageId, map!.steps[0]!.touchpoints![0]!.owner], ['after', 'Shop']);
  });

  it('loses nothing in silence: what has no place is kept and written again, or told', async () => {
    const phases = '<journeyPhases><journeyPhase phaseID="p"><phaseName>P</phaseName><goal>Win</goal></journeyPhase></journeyPhases>';
    const actors = '<serviceProvider actorID="Shop A"><companyName>Shop</companyName><icon>shop</icon></serviceProvider>';
    const more = '<comment>One</comment><comment>Two</comment>\n<channel><channelName>email</channelName><device>phone</device></channel>';
    const action = '<actualAction><touchpointID>T2</touchpointID><channel><channelName>sms</channelName></channel></actualAction>';
    const reading = await readText(journeyOf(pointOf('T1', 'Shop A', 'Shop A', more) + action, actors, phases));
    assert.deepEqual(told(reading), ['error cjml/unread line 2', 'error cjml/unread line 3']);
    const text = await writeText(reading.map!);
    for (const kept of ['<goal>Win', '<icon>shop', '<initiatorLabel>One', '<channelName>sms'])
      assert.ok(text.includes(kept), kept);
    assert.deepEqual((await readText(text)).map, reading.map);
    const twice = await readText(journeyOf(pointOf('T1', 'a', 'a'), actorOf('endUser', 'a', 'A') + actorOf('endUser', 'a', 'B')));
    assert.deepEqual(told(twice), ['error cjml/actor-again line 1']);
    const two = journeyOf('<actualAction/>').replace('</actualJourney>', '<plannedTouchpoints><plannedAction/></plannedTouchpoints></actualJourney>');
    assert.equal((await readText(two)).map!.steps.length, 2);
  }); // prettier-ignore

  it('may say why without a rating, which is told and kept', async () => {
    const felt = '<touchpointExperience><experienceDescription>Sad</experienceDescription><experienceRating/></touchpointExperience>';
    const reading = await readText(journeyOf(pointOf('T1', 'a', 'a', felt), actorOf('endUser', 'a', 'A')));
    assert.deepEqual(told(reading), ['error cjml/rating line 2']);
    assert.match(reading.remarks[0]!.text, /^the rating is missing; /);
    assert.match(await writeText(reading.map!), /<experienceDescription>Sad</);
  }); // prettier-ignore

  it('refers to a planned journey by an id that is none of ours, as that journey is read', async () => {
    const planned = '<CJML><plannedJourney><journeyID>PJ 1</journeyID><plannedAction/></plannedJourney></CJML>';
    const actual = journeyOf('<actualAction/>', '', '<plannedReference>PJ 1</plannedReference>');
    assert.equal((await readText(actual)).map!.compareTo, (await readText(planned)).map!.id);
  });

  it('has names and texts cut that are too long, and it is told', async () => {
    const long = (name: string, units: number) => `<${name}>${'x'.repeat(units)}</${name}>`;
    const reading = await readText(
      journeyOf(
        `<actualAction>${long('compliance', 201)}<initiator>${long('initiatorLabel', 201)}</initiator>${long('comment', 4001)}</actualAction>`,
        `<endUser actorID="a">${long('actorName', 201)}</endUser>`,
        `${long('journeyTitle', 201)}<journeyPhases><journeyPhase>${long('phaseName', 201)}</journeyPhase></journeyPhases>`,
      ),
    );
    assert.ok(reading.map);
    const codes = told(reading).filter(one => one.includes('shortened'));
    assert.deepEqual([codes.length, new Set(codes)], [6, new Set(['error cjml/shortened line 1', 'error cjml/shortened line 2'])]);
  }); // prettier-ignore

  it('is read or refused in bounds: 20,000 touchpoints, phases and actors, a million blanks', async () => {
    const many = (make: (at: number) => string) => Array.from({length: 20_000}, (_, at) => make(at)).join('');
    const before = process.cpuUsage();
    const actors = many(at => actorOf('serviceProvider', `a${at}`, `A${at}`));
    const phases = `<journeyPhases>${many(at => `<journeyPhase phaseID="p${at}"/>`)}</journeyPhases>`;
    const all = await readText(
      journeyOf(
        many(at => pointOf(`T${at}`, `a${at}`, `a${at + 1}`)),
        actors,
        phases,
      ),
    );
    assert.equal(all.map, undefined);
    assert.deepEqual(told(all), ['error cjml/limit line 502']);
    assert.match(all.remarks[0]!.text, /has 20000 touchpoints; at most 500 are read/);
    const points = Array.from({length: 500}, (_, at) => pointOf(`T${at}`, `a${at}`, `a${at + 1}`)).join('');
    assert.equal((await readText(journeyOf(points, actors))).map!.steps.length, 500);
    const blank = `<comment>a${' '.repeat(1_000_000)}b</comment>`;
    assert.ok((await readText(journeyOf(`<actualAction>${blank}</actualAction>`))).map);
    assert.ok(process.cpuUsage(before).user < 10e6, `${process.cpuUsage(before).user / 1e6} s`);
  });
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

  it('tells the blanks and characters that XML does not hold', async () => {
    const base = fc.sample(cjmlMap, {seed, numRuns: 1})[0]!;
    for (const text of [' a', 'a\nb', 'a  b', 'a\u0000b', 'a \n b', 'a\r\nb'])
      for (const map of [
        {...base, title: text},
        {...base, description: text},
        {...base, steps: base.steps.map(step => ({...step, name: text}))},
        {...base, state: 'research' as const, steps: base.steps.map(step => ({...step, emotions: [{personaId: 'ana', score: 1, why: text}]}))},
      ]) {
        const isKept = isDeepStrictEqual((await readText(await writeText(map))).map, map);
        assert.equal(losses!(map).some(({code}) => code === 'cjml/blanks'), !isKept, JSON.stringify(text));
      }
  }); // prettier-ignore

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
