/** What the build makes of the embed files, seen in memory. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Script} from 'node:vm';
import {build, type Rolldown} from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Each mode is built once, whoever asks for it. */
const built = new Map<string, Promise<Map<string, string>>>();
function embed(mode: string): Promise<Map<string, string>> {
  const made = built.get(mode) ?? make(mode);
  built.set(mode, made);
  return made;
}

async function make(mode: string): Promise<Map<string, string>> {
  process.env.NODE_ENV = 'production';
  const config = {root, mode, configFile: `${root}vite.config.ts`, build: {write: false}};
  const [{output}] = (await build(config)) as [Rolldown.RolldownOutput];
  return new Map(output.map(file => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}

const own = (specifier: string): boolean => /^\.\.?\//.test(specifier);

describe('the embed files', () => {
  it('import each other alone, by relative paths', async () => {
    for (const [file, code] of await embed('elements')) {
      const specifiers = [...code.matchAll(/(?:from|import)\s*\(?\s*(["'`])([^"'`]+)\1/g)].map(match => match[2]!);
      assert.deepEqual(
        specifiers.filter(specifier => !own(specifier)),
        [],
        file,
      );
      assert.equal(
        /https?:\/\/(?!www\.w3\.org|page\.invalid)[\w-]+\.\w/.test(code),
        false,
        `${file} names another origin`,
      );
      assert.equal(/createPolicy\(.lit-html/.test(code), false, `${file} makes Lit's own policy`);
    }
  });

  it('have one policy of our own', async () => {
    const all = [...(await embed('elements')).values()].join('\n');
    const made = [...all.matchAll(/createPolicy\(([^,]*),/g)].map(match => match[1]);
    assert.equal(made.length, 1);
    assert.match(made[0]!, /-lit/);
  });

  for (const [mode, name] of [
    ['loader', 'stagepost.js'],
    ['background', 'background.js'],
    ['worker', 'worker.js'],
  ] as const)
    it(`have ${name}, one file that is a classic script and a module alike`, async () => {
      const [[file, code], ...more] = [...(await embed(mode))] as [[string, string], ...[string, string][]];
      assert.equal(file, name);
      assert.deepEqual(more, []);
      assert.doesNotThrow(() => new Script(code));
      assert.equal(/\bimport\.meta\b|\bexport\b|^\s*import\s/m.test(code), false);
      // A service worker cannot import later.
      assert.equal(/\bimport\(/.test(code), mode === 'loader');
    });
});

describe('a build of a source that the embed files cannot hold', () => {
  const sources = [
    ['uses of Lit what the lean one does not have', `import {svg} from 'lit'; console.log(svg);`, /"svg" is not exported/],
    ['has a template with what was cut', "import {html} from 'lit'; console.log(html`<p ?hidden=${1}></p>`);", /a hole in a tag must be .*\?hidden=/],
  ] as const; // prettier-ignore

  for (const [what, code, sentence] of sources)
    it(`stops: it ${what}`, async () => {
      await assert.rejects(
        build({
          root,
          mode: 'loader',
          configFile: `${root}vite.config.ts`,
          logLevel: 'silent',
          plugins: [{name: 'seed', enforce: 'pre', load: {filter: {id: /loader\.ts$/}, handler: () => code}}],
          build: {write: false},
        }),
        sentence,
      );
    });
});
