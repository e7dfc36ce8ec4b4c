/** An owner's own definition: by property, child script or address; whole or in part; broken; hostile. */
import {expect, html} from '@open-wc/testing';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {FakeOutbox, forget, heard, settled, survey, Visitor, withOutbox, waitUntil} from './support.js';

const json = (value: unknown) => `data:application/json,${encodeURIComponent(JSON.stringify(value))}`;

async function visit(content: ReturnType<typeof html>) {
  const outbox = new FakeOutbox();
  const element = await withOutbox<StagepostNps>(outbox, content);
  await waitUntil(() => element.shadowRoot?.querySelector('legend'));
  await settled(element);
  return {outbox, element, visitor: new Visitor(element)};
}

describe('an own definition', () => {
  beforeEach(forget);

  it('in part, as a property, changes what it names', async () => {
    const definition = {
      questions: [
        {
          id: 'causes',
          text: 'Why?',
          bySegment: {promoter: {text: {en: 'Why so good?', de: 'Warum so gut?'}}},
          options: [{id: 'speed', text: 'Speed', bySegment: {promoter: 'Great speed'}}, {id: 'support'}],
          max: 1,
        },
      ],
      thanks: {text: 'Cheers', bySegment: {promoter: {text: 'Three cheers'}}},
      reask: {afterSnooze: 3},
    };
    const {visitor, outbox, element} = await visit(
      html`<stagepost-nps survey=${survey()} .definition=${definition}></stagepost-nps>`,
    );
    await visitor.score(2);
    expect(visitor.legends[1]).to.equal('Why?');
    await visitor.score(10);
    expect(visitor.legends[1]).to.equal('Why so good?');
    expect(visitor.text).to.contain('Great speed').and.to.contain('Good support').and.to.contain('Something else');
    expect(visitor.find('[name=comment]')).not.to.equal(null);
    element.lang = 'de';
    await settled(element);
    await waitUntil(() => visitor.button('Senden'), 'the kit speaks German too');
    expect(visitor.legends[1]).to.equal('Warum so gut?');
    await visitor.choose('speed');
    await visitor.press('Senden');
    expect(visitor.text).to.contain('Three cheers');
    const {answers, version} = outbox.of('response')[0]!.data as {answers: object; version: string};
    expect(answers).to.deep.equal({
      score: {type: 'nps', value: 10},
      causes: {type: 'multiple', values: ['speed'], primary: 'speed', other: undefined},
    });
    expect(version).to.match(/^[0-9a-f]{16}$/);
    await element.reset();
    await settled(element);
    await visitor.press('Jetzt nicht');
    expect(visitor.text).to.contain('3 Tage');
  });

  it('whole, in a child script, asks its own questions and no others', async () => {
    const whole = JSON.stringify({
      schema: 'stagepost/survey/1',
      id: 'own',
      questions: [
        {id: 'q1', type: 'nps', text: 'Would you?', low: 'No', high: 'Yes'},
        {id: 'q2', type: 'text', text: 'Say more'},
      ],
    });
    const {visitor, outbox, element} = await visit(
      html`<stagepost-nps
        ><script type="application/json">
          ${whole}
        </script></stagepost-nps
      >`,
    );
    expect(visitor.legends).to.deep.equal(['Would you?']);
    await visitor.score(8);
    expect(visitor.legends.length).to.equal(1);
    expect(visitor.find('[name=contact]')).to.equal(null);
    await visitor.write('comment', 'fine');
    await visitor.press('Send');
    const {data} = outbox.of('response')[0]!;
    expect(data['survey']).to.equal('own');
    expect(data['answers']).to.deep.equal({q1: {type: 'nps', value: 8}, q2: {type: 'text', value: 'fine'}});
    expect(data['order']).to.equal(undefined);
    expect(element.innerText).not.to.contain('schema');
  });

  it('from an address', async () => {
    const {visitor} = await visit(
      html`<stagepost-nps
        survey=${survey()}
        config=${json({questions: [{id: 'score', text: 'From afar'}]})}
      ></stagepost-nps>`,
    );
    expect(visitor.legends[0]).to.equal('From afar');
  });

  it('replaced while open, keeps the answer', async () => {
    const {visitor, element} = await visit(html`<stagepost-nps survey=${survey()}></stagepost-nps>`);
    await visitor.score(6);
    element.definition = {questions: [{id: 'score', text: 'Another wording'}]};
    await waitUntil(() => visitor.legends[0] === 'Another wording');
    expect(visitor.chosen).to.equal(6);
  });

  for (const [what, attributes, code, words] of [
    ['no JSON', {config: 'data:application/json,{nope'}, 'definition/invalid', 'is not JSON'],
    ['an address that gives nothing', {config: '/there-is-no-such-file.json'}, 'config/unreachable', 'status 404'],
    ['a list', {config: json([])}, 'definition/invalid', 'must be an object'],
    ['an unknown key', {config: json({question: []})}, 'definition/invalid', 'question'],
    [
      'a wrong value',
      {config: json({questions: [{id: 'causes', max: 'many'}]})},
      'definition/invalid',
      'questions[0].max',
    ],
    [
      'a script as a link',
      {config: json({thanks: {actions: [{id: 'x', text: 'x', href: 'javascript:alert(1)'}]}})},
      'definition/invalid',
      'thanks.actions[0].href',
    ],
  ] as const)
    it(`with ${what} is told with its place, and the kit’s own questions are shown`, async () => {
      const errors = heard<{code: string; details: string}>('error');
      const {visitor} = await visit(
        html`<stagepost-nps survey=${survey()} config=${attributes.config}></stagepost-nps>`,
      );
      // The words of an error are loaded when they are first needed.
      await waitUntil(() => errors.length);
      expect(errors.map(error => error.code)).to.deep.equal([code]);
      expect(errors[0]!.details).to.contain(words);
      expect(visitor.legends[0]).to.contain('How likely are you to recommend us');
    });

  for (const question of [
    {id: 'stars', type: 'rating'},
    {id: 'second', type: 'text'},
    {id: 'comment', type: 'text', showIf: [{question: 'score', atMost: 6}]},
  ])
    it(`leaves out what this element cannot ask, and says so: ${JSON.stringify(question)}`, async () => {
      const errors = heard<{code: string; details: string}>('error');
      const score = {id: 'score', type: 'nps'};
      const first = {id: 'first', type: 'text', text: 'First'};
      const questions = question.showIf ? [score, question] : [score, first, question];
      const {visitor} = await visit(
        html`<stagepost-nps .definition=${{schema: 'stagepost/survey/1', id: survey(), questions}}></stagepost-nps>`,
      );
      await waitUntil(() => errors.length);
      expect(errors.map(({code}) => code)).to.deep.equal(['definition/unsupported']);
      expect(errors[0]!.details).to.contain(`"${question.id}"`);
      await visitor.score(3);
      expect(visitor.root.querySelectorAll('textarea').length).to.equal(question.showIf ? 0 : 1);
    });

  it('never becomes markup', async () => {
    const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>{{constructor}}';
    const definition = {
      questions: [
        {id: 'score', text: evil, low: evil, high: evil},
        {id: 'causes', text: evil, options: [{id: 'a', text: evil}]},
        {id: 'comment', text: evil, hint: evil},
        {id: 'contact', text: evil},
      ],
      thanks: {text: evil, actions: [{id: 'a', text: evil, href: '/a?"><img src=x onerror=window.evil=1>'}]},
    };
    const {visitor} = await visit(
      html`<stagepost-nps
        survey=${survey()}
        subject=${evil}
        touchpoint=${evil}
        .definition=${definition}
      ></stagepost-nps>`,
    );
    await visitor.score(3);
    expect(visitor.legends[0]).to.equal(evil);
    await visitor.press('Send');
    expect(visitor.text).to.contain(evil);
    expect(visitor.root.querySelectorAll('img, script').length).to.equal(0);
    expect((window as {evil?: number}).evil).to.equal(undefined);
  });
});
