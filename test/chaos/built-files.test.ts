/** The files that a visitor really fetches: the prompt is answered, and its tab dies right after "saved", in flight, or unacknowledged. */
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {crash, startChromium} from '../support/engines/chromium.js';
import {open, until} from '../support/chaos/drive.js';
import {startEndpoint} from '../support/endpoint.js';
import {PromptVisitor} from '../support/prompt.js';
import {embedFolder, startSite} from '../support/site.js';

const kills = 24;
const aims = ['saved', 'in flight', 'stored'] as const;

interface SavedDetail {
  readonly id: string;
  readonly rev: number;
  readonly persisted: string;
  readonly complete: boolean;
}

test(`the built prompt: ${kills} tabs killed around the sending of an answer, none lost, none twice`, async context => {
  assert.ok(existsSync(join(embedFolder, 'stagepost.js')), 'the built files are missing: npm run build');
  const endpoint = await startEndpoint();
  const site = await startSite({folders: {'/stagepost/': embedFolder}});
  const browser = await startChromium();
  const accepted = new Map<string, number>();
  const pageFor = async (name: string, prompt: boolean, hear: (detail: SavedDetail) => void) => {
    site.pages.set(`/${name}`, {
      html: `<script type="module" src="/stagepost/stagepost.js" data-endpoint="${endpoint.url}" data-site="pk_demo"></script>
        ${prompt ? `<stagepost-nps survey="${name}" subject="the shop"></stagepost-nps>` : '<stagepost-sync-status></stagepost-sync-status>'}`,
    });
    const page = await open(browser, `${site.url}/blank`);
    await page.exposeFunction('heardSaved', hear);
    await page.evaluateOnNewDocument(() => {
      addEventListener('stagepost-saved', event => {
        void (window as unknown as {heardSaved(detail: unknown): void}).heardSaved((event as CustomEvent).detail);
      });
    });
    await page.goto(`${site.url}/${name}`);
    return page;
  };
  try {
    let struck = 0;
    for (let life = 0; life < kills; life++) {
      const aim = aims[life % aims.length]!;
      let reached = () => {};
      const moment = new Promise<void>(done => {
        reached = () => {
          struck++;
          done();
        };
      });
      endpoint.fault = ({body}) => {
        if (aim === 'saved' || !body.includes(`"life-${life}"`)) return;
        reached();
        return {hang: aim === 'in flight' ? 'before' : 'after'};
      };
      const page = await pageFor(`life-${life}`, true, ({id, rev, persisted, complete}) => {
        if (persisted === 'disk') accepted.set(id, Math.max(rev, accepted.get(id) ?? 0));
        if (complete && aim === 'saved') reached();
      });
      const visitor = new PromptVisitor(page);
      await visitor.score(life % 11);
      await visitor.write(`Answer ${life}, with an ümlaut and a \u{1f600}.`);
      await visitor.send().catch(() => {});
      await moment;
      // With the request held at the endpoint there is time to hear what the page was told.
      await until(() => accepted.size > life, 'the word "saved"');
      await crash(page);
    }
    endpoint.fault = undefined;
    const last = await pageFor('last', false, () => {});
    await until(
      () =>
        last.evaluate(async () => {
          const {stagepost} = window;
          await stagepost?.flush();
          return (await stagepost?.pending())?.answers === 0;
        }),
      'an empty outbox',
    );
    const lost = [...accepted].filter(([id, rev]) => (endpoint.held.get(id)?.rev ?? 0) < rev);
    const commits = endpoint.commits.map(({id, rev}) => `${id} ${rev}`);
    context.diagnostic(
      `${struck} tabs killed at their aim, ${accepted.size} answers called saved, ${lost.length} lost`,
    );
    assert.deepEqual(lost, []);
    assert.equal(new Set(commits).size, commits.length, 'a revision was stored twice');
    const surveys = [...endpoint.held.values()]
      .filter(({kind}) => kind === 'response')
      .map(({data}) => (data as {survey: string}).survey);
    assert.equal(new Set(surveys).size, surveys.length, 'one answer became two');
    assert.ok(struck === kills && accepted.size === kills);
  } finally {
    await browser.stop();
    await site.close();
    await endpoint.close();
  }
});
