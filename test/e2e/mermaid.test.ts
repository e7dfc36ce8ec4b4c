/** What our Mermaid journeys say in the real mermaid package: 200 maps with nasty names, parsed; some of them drawn. */
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, it} from 'node:test';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {formats} from '../../src/interchange/formats.js';
import {ensureOwnPackage} from '../../src/tools/setup.mjs';
import {startChromium} from '../support/engines/chromium.js';
import {nastyMaps} from '../support/nasty-maps.js';

const script = fileURLToPath(new URL('../peers/node_modules/mermaid/dist/mermaid.min.js', import.meta.url));

interface Told {
  readonly title: string;
  readonly description: string;
  readonly actors: readonly string[];
  readonly tasks: readonly {readonly section: string; readonly task: string; readonly score: number; readonly actors: readonly string[]}[];
} // prettier-ignore

/** The page's own mermaid, as far as it is used here. */
interface Mermaid {
  initialize(config: object): void;
  render(id: string, text: string): Promise<{readonly svg: string}>;
  readonly mermaidAPI: {getDiagramFromText(text: string): Promise<{readonly db: Record<string, () => unknown>}>};
}

/** A picture joins blanks, as HTML does; everything else must be there to the letter. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

function wanted({title, description, stages, steps, personas = []}: JourneyMap): Told {
  const sections = new Map(stages.map(({id, name}) => [id, plain(name)]));
  const names = new Map(personas.map(({id, name}) => [id, plain(name)]));
  return {
    title: plain(title),
    description: plain(description ?? ''),
    actors: [...new Set(names.values())].sort(),
    tasks: steps.map(({name, stageId, emotions = []}) => ({
      section: sections.get(stageId)!,
      task: plain(name),
      score: Math.round((emotions[0]!.score + 3) * 1e6) / 1e6,
      actors: emotions.flatMap(({personaId}) => names.get(personaId ?? '') ?? []),
    })),
  };
}

/** Runs in the page: what mermaid's own parser reads of a text, its entity codes resolved as its pictures resolve them. */
async function parsed(text: string): Promise<Told> {
  const {mermaid} = globalThis as unknown as {mermaid: Mermaid};
  const box = document.createElement('template');
  const show = (value: unknown): string => {
    // What mermaid's decodeEntities does to the picture, and then the browser.
    box.innerHTML = String(value).replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');
    return box.content.textContent!.replace(/\s+/g, ' ').trim();
  };
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
  const tasks = db['getTasks']!() as {section: string; task: string; score: number; people: string[]}[];
  return {
    title: show(db['getDiagramTitle']!()),
    description: show(db['getAccDescription']!()),
    actors: [...new Set(tasks.flatMap(({people}) => people.map(show)))].sort(),
    tasks: tasks.map(({section, task, score, people}) => ({
      section: show(section),
      task: show(task),
      score,
      actors: people.map(show),
    })),
  };
}

/** Runs in the page: the texts of the picture that mermaid draws. */
async function drawn(text: string): Promise<{texts: string[]; svg: string}> {
  const {mermaid} = globalThis as unknown as {mermaid: Mermaid};
  const {svg} = await mermaid.render('picture', text);
  const box = document.createElement('div');
  box.innerHTML = svg;
  const texts = [...box.querySelectorAll('text, foreignObject, desc, title')].map(one => one.textContent ?? '');
  return {texts: texts.map(one => one.replace(/\s+/g, '')), svg};
}

const engine = process.env.STAGEPOST_ENGINE ?? 'chromium';

describe('our Mermaid journeys in the real mermaid', {timeout: 300_000, skip: engine !== 'chromium'}, async () => {
  const installed = engine === 'chromium' && (await ensureOwnPackage('test/peers')) && existsSync(script);
  const skip = installed ? false : 'mermaid could not be installed in test/peers';

  it('tell the same titles, sections, tasks, scores and actors, 200 times', {skip}, async () => {
    const {write} = await formats.mermaid.load();
    const maps = nastyMaps();
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      // The transform that runs this file gives functions their names by a helper, which the page lacks.
      await page.evaluate('globalThis.__name = made => made');
      await page.addScriptTag({path: script});
      await page.evaluate(() =>
        (globalThis as unknown as {mermaid: Mermaid}).mermaid.initialize({startOnLoad: false, securityLevel: 'strict'}),
      );
      let pictures = 0;
      for (const [at, map] of maps.entries()) {
        const text = String((await write!(map))[0]!.data);
        const {description, ...own} = wanted(map);
        const {description: told, ...theirs} = await page.evaluate(parsed, text);
        assert.deepEqual(theirs, own, text);
        if (map.description !== undefined) assert.equal(told, description, text);
        if (at % 10) continue;
        const {texts, svg} = await page.evaluate(drawn, text);
        const names = [own.title, ...own.actors, ...own.tasks.flatMap(({section, task}) => [section, task])];
        for (const name of names)
          assert.ok(
            texts.some(one => one.includes(name.replace(/\s+/g, ''))),
            `${JSON.stringify(name)} is not in the picture of\n${text}\n${texts.join('\n')}`,
          );
        assert.ok(!svg.includes('<script'), text);
        pictures++;
      }
      assert.deepEqual([maps.length, pictures], [200, 20]);
    } finally {
      await browser.stop();
    }
  });
});
