/** The examples of the README hold: known tags and attributes, valid definitions, real routes, commands and imports. */
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {transform} from 'esbuild';
import {Sites, sitesSchema} from '../../src/collector/sites.js';
import {StagepostContext, StagepostJourneyMap, StagepostNps, StagepostSyncStatus} from '../../src/index.js';
import {surveyProblems} from '../../src/schema/survey.guard.js';
import {loadDefinition} from '../../src/ui/definition.js';
import {forms} from '../../src/ui/settings.js';
import {ours, products, room} from '../support/peers/products.js';
import {cli} from './collector/process.js';

const root = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const readme = text('README.md');

/** The fenced examples of a language. */
const examples = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(match => match[1] === language).map(match => match[2]!);

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** The opening tags of an example, whose attributes are all quoted; anything else of the form `<…` is refused. */
function tagsOf(html: string): Tag[] {
  const open: string[] = [];
  const tags: Tag[] = [];
  const markup = html
    .replace(/(<script type="application\/json">)[^]*?(?=<\/script>)/g, '$1')
    // `link` has no end.
    .replace(/(<link\b[^>]*?) \/>/g, '$1></link>');
  for (const [whole, end, name = '', rest = ''] of markup.matchAll(
    /<(\/?)([a-z][a-z-]*)((?:\s+[a-z-]+(?:="[^"]*"|='[^']*')?)*)\s*>/g,
  )) {
    if (end) assert.equal(open.pop(), name, `${whole} closes something else`);
    else {
      open.push(name);
      const attributes = [...rest.matchAll(/([a-z-]+)(?:="([^"]*)"|='([^']*)')?/g)];
      tags.push({name, attributes: attributes.map(([, key = '', double, single]) => [key, double ?? single ?? ''])});
    }
  }
  assert.deepEqual(open, [], 'a tag is never closed');
  assert.equal((markup.match(/</g) ?? []).length, tags.length * 2, 'something looks like a tag and is none');
  return tags;
}

const elements: Readonly<Record<string, {readonly observedAttributes: string[]}>> = {
  'stagepost-context': StagepostContext,
  'stagepost-journey-map': StagepostJourneyMap,
  'stagepost-nps': StagepostNps,
  'stagepost-sync-status': StagepostSyncStatus,
};

/** What the loader's own tag may say: a setting each. */
const dataAttributes = new Set(
  Object.keys(forms).map(key => `data-${key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`),
);

/** What an element's style sheet reads, so that it needs no property. */
const styling = new Set(['placement']);

describe('the README', () => {
  const tags = examples('html').flatMap(tagsOf);

  it('shows every element, and no other', () => {
    const shown = new Set(tags.map(({name}) => name).filter(name => name.startsWith('stagepost-')));
    assert.deepEqual([...shown].sort(), Object.keys(elements).sort());
  });

  it('uses attributes that the elements and the loader know', () => {
    const data = dataAttributes;
    assert.ok(data.has('data-endpoint-was'));
    for (const {name, attributes} of tags) {
      const known = elements[name]?.observedAttributes;
      for (const [key, value] of attributes) {
        if (known) assert.ok(known.includes(key) || styling.has(key), `<${name} ${key}>`);
        else if (key.startsWith('data-')) assert.ok(data.has(key), `<${name} ${key}>`);
        if (key === 'traits') assert.equal(typeof JSON.parse(value), 'object');
      }
    }
  });

  it('names in its tables every attribute that the elements read', () => {
    const names = new Set(Object.values(elements).flatMap(({observedAttributes}) => observedAttributes));
    for (const name of names) assert.match(readme, new RegExp(`\`${name}\`|${name}=`), name);
  });

  it('shows definitions that are valid', async () => {
    const scripts = examples('html').flatMap(html =>
      [...html.matchAll(/<script type="application\/json">([^]*?)<\/script>/g)].map(match => match[1]!),
    );
    assert.ok(scripts.length > 0);
    const kit = {
      schema: 'stagepost/survey/1' as const,
      id: 'nps',
      questions: [
        {id: 'score', type: 'nps' as const, required: true},
        {id: 'comment', type: 'text' as const},
      ],
    };
    for (const script of scripts) {
      const told: string[] = [];
      const survey = await loadDefinition(kit, script, (code, details) => void told.push(`${code} ${details}`));
      assert.deepEqual(told, []);
      assert.deepEqual(surveyProblems(survey), []);
      assert.notDeepEqual(survey, kit);
    }
  });

  it('shows a sites file that is valid', () => {
    const [file] = examples('json').map(json => sitesSchema.parse(JSON.parse(json)));
    assert.ok(new Sites(file!.sites).byKey('pk_shop'));
  });

  it('imports what the package exports', () => {
    const {exports: exported} = JSON.parse(text('package.json')) as {exports: Record<string, unknown>};
    const code = `${examples('ts').join('\n')}\n${readme.match(/`stagepost(\/[\w/*.-]+)?`/g)?.join('\n')}`;
    const paths = [...code.matchAll(/['`]stagepost((?:\/[\w*.-]+)*)['`]/g)].map(match => `.${match[1]}`);
    assert.ok(paths.length >= 10);
    for (const path of paths) {
      const isKnown = Object.keys(exported).some(key =>
        key.includes('*') ? path.startsWith(key.slice(0, key.indexOf('*'))) : key === path,
      );
      assert.ok(isKnown, `stagepost${path.slice(1)}`);
    }
  });

  it('uses commands and options that exist', () => {
    const lines =
      examples('sh')
        .join('\n')
        .match(/^npx stagepost .*$/gm) ?? [];
    assert.ok(lines.length >= 4);
    const helps = new Map<string, string>();
    const helpOf = (command: string): string => {
      const told = helps.get(command) ?? cli(command, '--help').out;
      helps.set(command, told);
      return told;
    };
    for (const line of lines) {
      const [, , command = '', ...args] = line.replace(/ +#.*/, '').split(' ');
      const stdout = helpOf(command);
      assert.match(stdout, new RegExp(`stagepost ${command}`), line);
      for (const option of args.filter(arg => arg.startsWith('--')))
        assert.ok(stdout.includes(`${option} `), `${line}: ${option}`);
    }
    const {scripts} = JSON.parse(text('package.json')) as {scripts: Record<string, string>};
    for (const [, name = ''] of readme.matchAll(/npm run ([\w:]+)/g)) assert.ok(scripts[name], `npm run ${name}`);
  });

  it('shows scripts that can be read', async () => {
    const scripts = ['js', 'ts'].flatMap(loader =>
      examples(loader).map(code => ({code, loader: loader as 'js' | 'ts'})),
    );
    assert.ok(scripts.length >= 8);
    for (const {code, loader} of scripts) await transform(code, {loader, format: 'esm'});
  });

  it('leads to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)]
      .map(match => match[1]!)
      .filter(link => !link.startsWith('https://'));
    assert.ok(links.length > 0);
    for (const link of links) assert.ok(existsSync(new URL(link, root)), link);
  });

  it('recommends for a prompt in the text what is measured', () => {
    const {head, body} = products.find(({name}) => name === ours)!;
    const [prompt] = /<stagepost-nps.*/.exec(body!)!;
    for (const part of [room, ...head!.match(/<link.*>/)!, prompt]) assert.ok(readme.includes(part), part);
    assert.match(readme, /<script defer src/);
    assert.match(body!, /<script defer src/);
  });
});
