/** The manifest says what the classes really have: hosts, editors and wrappers are generated from it. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, posix} from 'node:path';
import {before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Ajv} from 'ajv';
import type {CSSResult, LitElement} from 'lit';
import {forms} from '../../../src/ui/settings.js';
import {type Element, loadManifest, type Manifest} from '../../support/manifest.js';

const root = new URL('../../../', import.meta.url);
interface Named {
  readonly name: string;
}

const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const names = (list: readonly {readonly name: string}[] | undefined) => (list ?? []).map(({name}) => name).sort();
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(match => match[1]!))].sort();
const things = readdirSync(new URL('src/define', root)).map(file => file.replace('.ts', ''));

/** Attributes of every HTML element that ours make use of. */
const native = ['hidden'];

describe('the manifest', () => {
  let manifest: Manifest;
  let elements: Record<string, Element>;
  const element = (thing: string): Element => elements[`stagepost-${thing}`]!;
  const classes = new Map<string, unknown>();
  const classOf = (thing: string) => classes.get(element(thing).name) as typeof LitElement;

  /** The source of an element's folder, of what it inherits, and of what these import from `ui`. */
  const sourceOf = (thing: string): string => {
    const folder = `src/components/${thing}`;
    const queue = readdirSync(new URL(folder, root), {recursive: true})
      .filter(file => String(file).endsWith('.ts'))
      .map(file => `${folder}/${String(file).replaceAll('\\', '/')}`);
    const found = new Map<string, string>();
    for (let path = queue.shift(); path; path = queue.shift()) {
      if (found.has(path)) continue;
      const code = read(path);
      found.set(path, code);
      for (const [, target] of code.matchAll(/'(\.[^']+)\.js'/g)) {
        const next = posix.join(posix.dirname(path), `${target}.ts`);
        // What is seldom needed belongs to no element.
        if (next.startsWith('src/ui/') && next !== 'src/ui/late.ts') queue.push(next);
      }
    }
    return [...found.values()].join('\n');
  };

  before(async () => {
    ({manifest, elements} = await loadManifest());
    for (const [name, value] of Object.entries(await import('../../../src/index.js'))) classes.set(name, value);
  });

  it('is valid by the schema of the format', () => {
    const near = createRequire(createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer'));
    const schema = JSON.parse(readFileSync(near.resolve('custom-elements-manifest/schema.json'), 'utf8')) as object;
    const check = new Ajv({strict: false, allErrors: true}).compile(schema);
    check(manifest);
    assert.deepEqual(check.errors ?? [], []);
  });

  it('holds every element that is registered, its class, and the file that registers it', () => {
    assert.deepEqual(Object.keys(elements).sort(), things.map(thing => `stagepost-${thing}`).sort());
    const definitions = manifest.modules.flatMap(({path, exports}) =>
      exports.filter(({kind}) => kind === 'custom-element-definition').map(one => ({...one, path})),
    );
    for (const thing of things) {
      const found = definitions.find(({name}) => name === `stagepost-${thing}`)!;
      assert.equal(found.path, `dist/define/${thing}.js`);
      assert.equal(found.declaration.name, element(thing).name);
      assert.ok(existsSync(new URL(found.declaration.module.replace('dist/', 'src/').replace(/js$/, 'ts'), root)));
      assert.ok(classOf(thing), `${element(thing).name} is exported by the package`);
    }
  });

  for (const thing of things)
    describe(`stagepost-${thing}`, () => {
      it('attributes: those that the class observes, each with its type and default', () => {
        const {attributes} = element(thing);
        const observed = new Set(classOf(thing).observedAttributes);
        // Some are only looked up.
        for (const name of all(sourceOf(thing), /(?:host\.get|this\.has)Attribute\('([\w-]+)'/g)) observed.add(name);
        assert.deepEqual(
          names(attributes).filter(name => !native.includes(name)),
          [...observed].sort(),
        );
        for (const {name, type, description, default: standard} of attributes) {
          assert.match(type.text, /^(string|boolean|('[\w-]+'( \| )?)+)$/, name);
          assert.equal(typeof standard, 'string', name);
          assert.ok(description, name);
          const values = [...type.text.matchAll(/'([^']+)'/g)].map(([, value]) => value!);
          if (standard && values.length) assert.ok(values.includes(standard), `${name}: ${standard}`);
          // What an element takes for a setting is what the manifest offers.
          const form = forms[name];
          if (!form || !values.length) continue;
          for (const value of values) assert.match(value, form, name);
          assert.doesNotMatch('another', form, `${name} takes more than ${type.text}`);
        }
      });

      it('members: the properties and public methods of the class, nothing private', () => {
        const {members} = element(thing);
        const own = classOf(thing);
        const fields = members.filter(({kind}) => kind === 'field');
        void own.observedAttributes;
        assert.deepEqual(names(fields), [...own.elementProperties.keys()].map(String).sort());
        const prototype = own.prototype as unknown as Record<string, unknown>;
        for (const {kind, name, privacy, description} of members) {
          assert.ok(!privacy && !/^[#_]/.test(name), `${name} is ${privacy}`);
          assert.ok(description, `${name} is described`);
          if (kind === 'method') assert.equal(typeof prototype[name], 'function', name);
        }
      });

      it('events: those that it dispatches, with the type of their detail', () => {
        const {events} = element(thing);
        const known = all(read('src/ui/events.ts'), /^ {2}'([a-z-]+)':/gm);
        for (const {name, type} of events) {
          const short = name.replace('stagepost-', '');
          assert.ok(known.includes(short), name);
          assert.equal(type.text, `CustomEvent<KitEvents['${short}']>`);
        }
        const emitted = all(sourceOf(thing), /emit\('([a-z-]+)'/g).map(name => `stagepost-${name}`);
        assert.deepEqual(
          emitted.filter(name => !names(events).includes(name)),
          [],
        );
        assert.ok(names(events).includes('stagepost-error'), 'every element may report');
      });

      it('parts: those in its templates', () => {
        assert.deepEqual(
          names(element(thing).cssParts),
          thing === 'context' ? [] : all(sourceOf(thing), /part(?:="|: ')([\w-]+)['"]/g),
        );
      });

      it('tokens: those that its styles read, with their defaults, and no others', () => {
        const styles = [(classOf(thing) as unknown as {styles: CSSResult | CSSResult[]}).styles].flat();
        const css = styles.map(({cssText}) => cssText).join('\n') + (thing === 'context' ? '' : sourceOf(thing));
        const tokens = element(thing).cssProperties ?? [];
        assert.deepEqual(names(tokens), all(css, /var\(\s*(--stagepost-[\w-]*\w)(?![\w-])/g));
        for (const {name, default: standard, description} of tokens) {
          assert.ok(description, name);
          // Without a browser, of two colours the light one is taken.
          const light = /^light-dark\(([^,]+),/.exec(standard ?? '')?.[1] ?? standard;
          assert.ok(css.replace(/,\s+/g, ',').includes(`var(${name},${light}`), `${name}: ${standard}`);
        }
      });
    });

  it("the editors' data hold every element, attribute, value and token, the tokens once", () => {
    const folder = mkdtempSync(join(tmpdir(), 'stagepost-manifest-'));
    const script = fileURLToPath(new URL('src/tools/manifest/write.mjs', root));
    const {status, stderr} = spawnSync(process.execPath, [script, folder], {
      cwd: fileURLToPath(root),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const written = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
    interface Tag extends Named {
      readonly attributes: readonly (Named & {readonly values?: readonly Named[]})[];
    }
    const code = written('vscode.html-custom-data.json') as {tags: Tag[]};
    const css = written('vscode.css-custom-data.json') as {properties: Named[]};
    const types = written('web-types.json') as {
      contributions: {html: {elements: Tag[]}; css: {properties: Named[]}};
    };
    const tokens = [...new Set(Object.values(elements).flatMap(({cssProperties}) => names(cssProperties)))].sort();
    assert.deepEqual(names(css.properties), tokens);
    assert.deepEqual(names(types.contributions.css.properties), tokens);
    for (const tags of [code.tags, types.contributions.html.elements]) {
      assert.deepEqual(names(tags), Object.keys(elements).sort());
      for (const {name, attributes} of tags) assert.deepEqual(names(attributes), names(elements[name]!.attributes));
    }
    const consent = code.tags[0]!.attributes.find(({name}) => name === 'consent')!;
    assert.deepEqual(names(consent.values), ['denied', 'granted', 'pending']);
    rmSync(folder, {recursive: true});
  });

  it('every event of the kit is told by some element', () => {
    const known = all(read('src/ui/events.ts'), /^ {2}'([a-z-]+)':/gm);
    const told = new Set(Object.values(elements).flatMap(({events}) => names(events)));
    assert.deepEqual(
      known.filter(name => !told.has(`stagepost-${name}`)),
      [],
    );
  });
});
