/** What the check of a map finds: each rule on a map that breaks it, and silent on the same map mended. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {json} from '../../src/interchange/json.js';
import {type Finding, levelOf, lint, type RuleName, ruleNames} from '../../src/journey/lint.js';
import {journeyLint} from '../../src/locales/journey-lint/en.js';
import {type JourneyMap, journeyMapSchema} from '../../src/schema/journey-map.js';
import {pathText} from '../../src/schema/issues.js';

const today = '2026-12-01';

/** A map in which nothing is found. A fresh copy each time. */
const goodMap = (): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id: 'good',
  title: 'A good map',
  status: 'live',
  owner: 'Map team',
  updatedAt: '2026-11-01',
  reviewBy: '2026-12-01',
  objectives: ['Fewer returns'],
  personas: [{id: 'ana', name: 'Ana'}],
  channels: [
    {id: 'talk', name: 'Talk', kind: 'social', zone: 'peripheral'},
    {id: 'shop', name: 'Shop', kind: 'partner', zone: 'external'},
    {id: 'web', name: 'Web', kind: 'web', zone: 'internal'},
  ],
  stages: [{id: 'find', name: 'Find', goal: 'See what fits', owner: 'Shop team'}],
  steps: [
    {
      id: 'search', stageId: 'find', name: 'Search',
      touchpoints: [
        {id: 'hear', name: 'Hear', channelId: 'talk'}, {id: 'ask', name: 'Ask', channelId: 'shop'},
        {id: 'list', name: 'List', channelId: 'web'},
      ],
      emotions: [{personaId: 'ana', score: -1, why: 'Too much'}],
    },
    {id: 'try', stageId: 'find', name: 'Try', emotions: [{personaId: 'ana', score: 0}]},
  ],
  lanes: [{id: 'doing', kind: 'actions', title: 'Actions'}],
  cells: [{id: 'c1', laneId: 'doing', from: 'search', items: [{text: 'Compares', confidence: 'evidence'}]}],
  painPoints: [{id: 'slow', title: 'Slow', stepIds: ['search'], severity: 4}],
  opportunities: [
    {id: 'guide', title: 'Guide', impact: 4, effort: 2, status: 'planned', owner: 'Team', due: '2026-12-01', painPointIds: ['slow']},
  ],
  kpis: [{id: 'returns', name: 'Returns', kind: 'custom', direction: 'down', tier: 'operations', target: 5}],
}); // prettier-ignore

const found = (map: JourneyMap): Finding[] => {
  const {success, error} = journeyMapSchema.safeParse(map);
  assert.ok(success, `${error}`);
  return lint(map, today);
};
const told = (map: JourneyMap) => found(map).map(({rule, place}) => [rule, pathText(place.path), place.key]);

describe('the check of a map', () => {
  it('finds nothing in a good map', () => assert.deepEqual(told(goodMap()), []));

  /** What breaks the good map, and the places that are then found. */
  const breaks: [RuleName, string, (map: JourneyMap) => void, ...places: [path: string, key: string][]][] = [
    ['no-objectives', 'none', map => void delete map.objectives, ['objectives', '']],
    ['no-objectives', 'an empty list', map => void (map.objectives = []), ['objectives', '']],
    ['no-persona', 'nobody', map => {
      delete map.personas;
      for (const step of map.steps) delete step.emotions;
    }, ['personas', '']],
    ['review-passed', 'yesterday', map => void (map.reviewBy = '2026-11-30'), ['reviewBy', '']],
    ['review-passed', 'a time of yesterday', map => void (map.reviewBy = '2026-11-30T23:00:00Z'), ['reviewBy', '']],
    ['live-no-owner', 'in use', map => void delete map.owner, ['owner', '']],
    ['live-no-date', 'in use', map => void delete map.updatedAt, ['updatedAt', '']],
    ['stage-no-need', 'no goal', map => void delete map.stages[0]!.goal, ['stages[0]', 'stage:find']],
    ['touchpoint-no-owner', 'no owner anywhere', map => void delete map.stages[0]!.owner,
      ['steps[0].touchpoints[0]', 'touchpoint:hear'], ['steps[0].touchpoints[1]', 'touchpoint:ask'], ['steps[0].touchpoints[2]', 'touchpoint:list']],
    ['zone-uncovered', 'a channel without a zone', map => void delete map.channels![0]!.zone, ['channels', '']],
    ['zone-uncovered', 'no touchpoint in the channel', map => void map.steps[0]!.touchpoints!.splice(1, 1), ['channels', '']],
    ['assumption-unchecked', 'an entry', map => void (map.cells![0]!.items![0]!.confidence = 'assumption'), ['cells[0].items[0]', 'entry:c1/0']],
    ['assumption-unchecked', 'an emotion', map => void (map.steps[1]!.emotions![0]!.confidence = 'assumption'), ['steps[1].emotions[0]', 'emotion:try/ana']],
    ['assumption-unchecked', 'a pain point backed by an assumption', map =>
      Object.assign(map.painPoints![0]!, {confidence: 'assumption', refs: [{type: 'assumption', label: 'We think'}]}), ['painPoints[0]', 'pain-point:slow']],
    ['emotion-unexplained', 'neither reason nor pain', map => void (map.steps[1]!.emotions![0]!.score = -0.5), ['steps[1].emotions[0]', 'emotion:try/ana']],
    ['pain-unanswered', 'severity 4', map => void delete map.opportunities![0]!.painPointIds, ['painPoints[0]', 'pain-point:slow']],
    ['pain-unanswered', 'its only answer was rejected', map => void (map.opportunities![0]!.status = 'rejected'), ['painPoints[0]', 'pain-point:slow']],
    ['opportunity-no-owner', 'planned', map => void delete map.opportunities![0]!.owner, ['opportunities[0]', 'opportunity:guide']],
    ['opportunity-no-due', 'in progress', map => {
      map.opportunities![0]!.status = 'in-progress';
      delete map.opportunities![0]!.due;
    }, ['opportunities[0]', 'opportunity:guide']],
    ['opportunity-overdue', 'yesterday', map => void (map.opportunities![0]!.due = '2026-11-30'), ['opportunities[0]', 'opportunity:guide']],
    ['measured-no-result', 'no figure after', map =>
      Object.assign(map.opportunities![0]!, {status: 'measured', experiment: {before: 1}}), ['opportunities[0]', 'opportunity:guide']],
    ['kpi-no-target', 'none', map => void delete map.kpis![0]!.target, ['kpis[0]', 'kpi:returns']],
  ]; // prettier-ignore
  for (const [rule, how, breakMap, ...places] of breaks)
    it(`says ${rule}: ${how}`, () => {
      const map = goodMap();
      breakMap(map);
      assert.deepEqual(
        told(map),
        places.map(place => [rule, ...place]),
      );
    });

  it('has a test for each of its rules, and a text in words for each', () => {
    assert.deepEqual([...new Set(breaks.map(([rule]) => rule))].sort(), [...ruleNames].sort());
    assert.deepEqual(Object.keys(journeyLint.rules).sort(), [...ruleNames].sort());
  });

  /** Other ways to mend, or what was never wrong. */
  const mended: [string, (map: JourneyMap) => void][] = [
    ['a stage whose need stands in a lane', map => {
      delete map.stages[0]!.goal;
      map.lanes!.push({id: 'want', kind: 'needs', title: 'Needs'});
      map.cells!.push({id: 'c2', laneId: 'want', from: 'try', text: 'To be sure'});
    }],
    ['a stage whose goal spans into it', map => {
      map.stages.push({id: 'buy', name: 'Buy', owner: 'Shop team'});
      map.steps.push({id: 'pay', stageId: 'buy', name: 'Pay'});
      map.lanes!.push({id: 'want', kind: 'goals', title: 'Goals'});
      map.cells!.push({id: 'c2', laneId: 'want', from: 'try', to: 'pay', items: [{text: 'To be done'}]});
    }],
    ['a touchpoint that belongs to its step', map => {
      delete map.stages[0]!.owner;
      map.steps[0]!.owner = 'Search team';
    }],
    ['a map without touchpoints', map => void delete map.steps[0]!.touchpoints],
    ['a draft without owner and date', map => {
      map.status = 'draft';
      delete map.owner;
      delete map.updatedAt;
    }],
    ['an assumption that somebody looked at', map =>
      Object.assign(map.painPoints![0]!, {confidence: 'assumption', refs: [{type: 'interview', label: 'Five buyers'}]})],
    ['a bad feeling explained by a pain point', map => void delete map.steps[0]!.emotions![0]!.why],
    ['a slight pain point without an answer', map => {
      map.painPoints![0]!.severity = 3;
      delete map.opportunities![0]!.painPointIds;
    }],
    ['an idea without owner and day', map => {
      map.opportunities![0]!.status = 'idea';
      delete map.opportunities![0]!.owner;
      delete map.opportunities![0]!.due;
    }],
    ['an old day of what is there', map => Object.assign(map.opportunities![0]!, {status: 'shipped', due: '2020-01-01'})],
    ['a picture without a source', map => void map.cells!.push({id: 'c2', laneId: 'doing', from: 'try', media: {src: '/a.png', alt: 'A shoe'}})],
  ]; // prettier-ignore
  for (const [what, mend] of mended)
    it(`is silent about ${what}`, () => {
      const map = goodMap();
      mend(map);
      assert.deepEqual(told(map), []);
    });

  it('does not take the owner of the map for the owner of its touchpoints', () => {
    const map = goodMap();
    delete map.stages[0]!.owner;
    assert.ok(map.owner && found(map).every(({rule}) => rule === 'touchpoint-no-owner'));
  });

  it('names what it is about, and how much it weighs', () => {
    const map = goodMap();
    map.reviewBy = '2026-01-02';
    delete map.stages[0]!.goal;
    delete map.channels![0]!.zone;
    assert.deepEqual(
      found(map).map(({rule, level, values}) => [rule, level, values]),
      [
        ['review-passed', 'warning', {date: '2026-01-02'}],
        ['stage-no-need', 'warning', {name: 'Find'}],
        ['zone-uncovered', 'hint', {zone: 'peripheral'}],
      ],
    );
    assert.equal(levelOf('kpi-no-target'), 'hint');
  });
});

describe('the templates', () => {
  const folder = new URL('../../src/templates/', import.meta.url);
  /** They show what an assumption and an unanswered pain point look like; in all else they follow the check. */
  const shown: RuleName[] = ['assumption-unchecked', 'pain-unanswered'];
  for (const file of readdirSync(folder).filter(name => name.endsWith('.json')))
    it(`${file} keeps every rule but those that it is there to show`, async () => {
      const {map} = await json.read!(readFileSync(new URL(file, folder)));
      const others = lint(map!, today).filter(({rule}) => !shown.includes(rule));
      assert.deepEqual(others, []);
    });
});
