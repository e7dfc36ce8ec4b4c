import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readdirSync, readFileSync} from 'node:fs';
import {markNames, type Names, outboxNames, readNames, shortNames} from '../../../src/tools/own-names.js';

function namesOf(...sources: string[]): Names {
  const names: Names = {inner: new Set(), all: new Set()};
  sources.forEach((code, at) => readNames(`${at}.ts`, code, names));
  return names;
}

const base = `abstract class Base {
  protected words = 1; protected abstract reader(): void; protected get segment() { return this.words; }
  declare protected readonly note: string;
  shown() { const {words, segment} = this; this.reader(); return [words, segment, this.note]; }
}`;
const marked = (code: string) => markNames('0.ts', code, namesOf(base).inner);

describe('what our classes use among themselves', () => {
  it('are their protected members', () => {
    assert.deepEqual([...namesOf(base).inner].sort(), ['note', 'reader', 'segment', 'words']);
  });

  it('is marked where it is declared, behind this, behind super, and where it is taken from this', () => {
    assert.equal(
      marked(base),
      `abstract class Base {
  protected own$words = 1; protected abstract own$reader(): void; protected get own$segment() { return this.own$words; }
  declare protected readonly own$note: string;
  shown() { const {own$words:words, own$segment:segment} = this; this.own$reader(); return [words, segment, this.own$note]; }
}`,
    );
    assert.equal(marked('() => ({words: mine} = this)'), '() => ({own$words: mine} = this)');
    assert.equal(
      marked('class A extends Base { protected override words = super.reader(); f = () => this?.note }'),
      'class A extends Base { protected override own$words = super.own$reader(); f = () => this?.own$note }',
    );
  });

  it('is not marked in a class that has a member of the name for everybody', () => {
    const other = 'class Other { words() {} twice() { return this.words(); } }';
    assert.equal(marked(other), other);
  });

  const others = [
    ['a key', `export const row = {words: 1};`],
    ['a key in short', `export const row = (words: string) => ({words});`],
    ['taken out of another object', `export const f = ({words}: {words: 1}) => words;`],
    ['behind another object', `export const f = (row: {words: 1}) => row.words;`],
    ['behind what this has', `class A { f() { return this.row.words; } }`],
    ['a text', `export const f = (row: Record<string, 1>, key = 'words') => row[key];`],
    ['a text behind this', `class A { f() { return this['words']; } }`],
    ['a variable behind this', `class A { f(words: string) { return this[words]; } }`],
    ['a public member', `export class Other { words = 1; }`],
    ['a public method', `export class Other { words() {} }`],
    ['a private member', `export class Other { #words = 1; f() { return this.#words; } }`],
    ['a type by its text', `export type Part<T extends {words: 1}> = Pick<T, 'words'>;`],
  ] as const;
  for (const [what, code] of others) it(`is not ${what} of the same name`, () => assert.equal(marked(code), code));

  it('gets names that nobody has, each another one', () => {
    const short = shortNames(namesOf(base, `export const point = (p: {a: 1; c: 2}) => [p.a, {c: 1}];`));
    assert.deepEqual([...short.keys()], ['own$note', 'own$reader', 'own$segment', 'own$words', ...outboxNames]);
    assert.deepEqual([...short.values()].slice(0, 4), ['b', 'd', 'e', 'f']);
    const many = Array.from({length: 70}, (_, at) => `protected name${at} = 1;`).join('');
    const all = [...shortNames(namesOf(`class Many {${many}}`)).values()];
    assert.equal(new Set(all).size, 70 + outboxNames.length);
    assert.ok(all.every(name => typeof name === 'string'));
  });
});

describe('what modules of the outbox use among themselves', () => {
  const sources = new URL('../../../src/', import.meta.url);
  /** What other layers see of the outbox, and what is kept on the device. */
  const seen = /^outbox\/(port|row|channel|index)\.ts$/;
  /** Built with the outbox in it, as one file each. */
  const withOutbox = /^embed\/(background|worker)\.ts$/;
  const files = readdirSync(sources, {recursive: true})
    .map(String)
    .filter(file => !withOutbox.test(file))
    .filter(file => /^(core|components|embed|locales|schema|ui)\b.*\.ts$/.test(file) || seen.test(file))
    // In files of their own, where these names are left alone.
    .filter(file => !/^\w+\/journey/.test(file));

  it('has names that are nobody else’s', async () => {
    assert.ok(files.length > 60);
    for (const file of files) {
      const code = readFileSync(new URL(file, sources), 'utf8');
      const names = namesOf(code).all;
      for (const name of outboxNames) assert.ok(!names.has(name), `${file} has a property ${name}`);
    }
    for (const late of [await import('../../../src/outbox/trouble.js'), await import('../../../src/outbox/inspect.js')])
      for (const name of outboxNames) assert.ok(!(name in late), `${name} is read from a file that is loaded late`);
  });
});
