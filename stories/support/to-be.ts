/** The map of a software trial as it should become, made from the published one: what the two are held against each other for. */
import type {JourneyMap} from '../../src/schema/journey-map.js';

/** @param trial the template `software-trial` */
export function trialToBe(trial: JourneyMap): JourneyMap {
  const map = structuredClone(trial);
  const step = (id: string) => map.steps.find(one => one.id === id)!;
  const feels = (stepId: string, personaId: string, score: number, why: string) => {
    const emotion = step(stepId).emotions!.find(one => one.personaId === personaId)!;
    delete emotion.target;
    Object.assign(emotion, {score, why, confidence: 'assumption', refs: []});
  };
  Object.assign(map, {
    id: 'software-trial-to-be',
    title: 'From a trial to a subscription, as it should be',
    state: 'future',
    status: 'draft',
    version: '1.0',
    updatedAt: '2026-11-20',
    compareTo: 'software-trial',
  });
  map.objectives![1] = 'Raise the share of trials that become subscriptions from 11% to 18% by September 2027.';

  feels('look', 'maya', 1, 'Sees a café plan before she has typed a word.');
  feels('look', 'paul', 1, 'Works out the price for three sites by himself.');
  feels('bring-in', 'maya', 1, 'The import shows her file and asks about two columns.');
  feels('share', 'maya', 1, 'The team has it before she has closed the lid.');
  feels('share', 'jun', 1, 'The link opens his shifts.');
  feels('decide', 'maya', 1, 'The page for Paul says what she would have had to add up.');
  feels('decide', 'paul', 1, 'Price, saving and way out on one page.');
  feels('swap', 'maya', 1, 'Hears of every swap now, also of those that need no word from her.');

  // The trial shows its worth before it asks for a name.
  map.steps.splice(map.steps.findIndex(({id}) => id === 'sign-up'), 0, {
    id: 'sample-plan',
    stageId: 'start',
    name: 'Try a plan of a café',
    touchpoints: [{id: 'sample', name: 'A sample plan', channelId: step('look').touchpoints![0]!.channelId, owner: 'Marketing'}],
    emotions: [{personaId: 'maya', score: 1, label: 'Curious', why: 'It looks like her Sunday.', confidence: 'assumption'}],
    owner: 'Marketing',
  }); // prettier-ignore
  // Nobody meets the limit any more: rules are written before the first plan is made.
  const [stumble] = map.steps.splice(map.steps.indexOf(step('stumble')), 1);
  Object.assign(stumble!, {stageId: 'start', name: 'Write the house rules', emotions: [{personaId: 'maya', score: 0, why: 'One sentence for each rule.'}]}); // prettier-ignore
  map.steps.splice(map.steps.indexOf(step('first-plan')), 0, stumble!);

  for (const cell of map.cells!) if (cell.to === 'stumble') cell.to = 'swap';

  const pain = (id: string) => map.painPoints!.find(one => one.id === id)!;
  pain('import-refuses').severity = 2;
  pain('hidden-price').severity = 1;
  pain('too-many-mails').stepIds = ['decide'];
  map.painPoints = map.painPoints!.filter(({id}) => id !== 'account-wall');
  for (const list of [map.opportunities!, map.cells!] as {painPointIds?: string[]; refIds?: string[]}[][])
    for (const one of list)
      for (const key of ['painPointIds', 'refIds'] as const)
        if (one[key]) one[key] = one[key].filter(id => id !== 'account-wall');
  const chance = (id: string) => map.opportunities!.find(one => one.id === id)!;
  chance('kind-import').status = 'shipped';
  chance('owner-page').status = 'shipped';
  chance('own-rules').status = 'in-progress';
  map.opportunities!.push({id: 'sample', title: 'A sample plan without an account', stepIds: ['sample-plan'], impact: 4, effort: 2, owner: 'Marketing', status: 'planned', due: '2027-03-01'}); // prettier-ignore
  map.kpis!.find(({id}) => id === 'first-plan')!.value = 50;
  map.kpis!.find(({id}) => id === 'paid')!.target = 18;
  return map;
}
