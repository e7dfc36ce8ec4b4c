import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readNames, shortNames} from '../../../src/tools/own-names.js';

function shortened(...sources: string[]): Map<string, string> {
  const names = {inner: new Set<string>(), outer: new Set<string>()};
  sources.forEach((code, at) => readNames(`${at}.ts`, code, names));
  return shortNames(names);
}

const base = `abstract class Base {
  protected words = 1; protected abstract reader(): void; protected get segment() { return this.words; }
  declare protected readonly note: string;
  shown() { const {words, segment} = this; this.reader(); return [words, segment, this.note]; }
}`;

describe('the names that are shortened', () => {
  it('are those of protected members', () => {
    assert.deepEqual([...shortened(base).keys()], ['note', 'reader', 'segment', 'words']);
  });

  const uses = [
    ['a key', `export const row = {words: 1};`],
    ['a key in short', `export const row = (words: string) => ({words});`],
    ['taken out of another object', `export const f = ({words}: {words: 1}) => words;`],
    ['behind another object', `export const f = (row: {words: 1}) => row.words;`],
    ['a text', `export const f = (row: Record<string, 1>, key = 'words') => row[key];`],
    ['a public member', `export class Other { words = 1; }`],
    ['a public method', `export class Other { words() {} }`],
    ['a type by its text', `export type Part<T extends {words: 1}> = Pick<T, 'words'>;`],
  ] as const;
  for (const [what, code] of uses)
    it(`stay where they are also ${what}`, () => {
      for (const sources of [
        [base, code],
        [code, base],
      ])
        // prettier-ignore
        assert.deepEqual([...shortened(...sources).keys()], ['note', 'reader', 'segment']);
    });

  it('become names that nobody has, each another one', () => {
    const short = shortened(base, `export const point = (p: {a: 1; c: 2}) => [p.a, {c: 1}];`);
    assert.deepEqual([...short.values()], ['b', 'd', 'e', 'f']);
    const many = Array.from({length: 90}, (_, at) => `protected name${at} = 1;`).join('');
    const all = [...shortened(`class Many {${many}}`).values()];
    assert.equal(new Set(all).size, 90);
    assert.ok(all.every(name => typeof name === 'string'));
  });
});
