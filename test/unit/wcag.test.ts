/** The table of WCAG criteria is whole, up to date, and names tests that are there. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {en} from '../../src/locales/en.js';
import {popup} from '../../src/locales/en/popup.js';
import {criteria} from '../wcag/criteria.js';
import {table} from '../wcag/table.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a test file has a test whose title begins so, up to a quote, a hole or a comma. */
const hasTest = (code: string, title: string): boolean =>
  new RegExp(`(?:\\bit\\(\\s*|\\bwhat: )['"\`]${escaped(title)}(?:['"\`,]|\\$\\{|(?<=: ))`).test(code);

describe('the table of WCAG 2.2', () => {
  it('holds each criterion of levels A and AA once', () => {
    const numbers = criteria.map(({number}) => number);
    assert.equal(new Set(numbers).size, 55);
    assert.equal(criteria.filter(({level}) => level === 'A').length, 31);
    assert.equal(criteria.filter(({level}) => level === 'AA').length, 24);
    const inOrder = numbers.slice().sort((a, b) => a.localeCompare(b, 'en', {numeric: true}));
    assert.deepEqual(numbers, inOrder);
  });

  for (const {number, name, not, tests = []} of criteria)
    it(`${number} ${name}: is tested, or does not apply`, () => {
      assert.equal(Boolean(not), tests.length === 0);
      for (const [file, title] of tests) assert.ok(hasTest(read(`../${file}`), title), `${file}: ${title}`);
    });

  it('notices a test that is not there', () => {
    assert.equal(hasTest(read('../browser/wcag.test.ts'), 'shows the focus on each cont'), false);
    assert.equal(hasTest(read('../browser/wcag.test.ts'), 'shows the focus on each control'), true);
  });

  it('is up to date: node --import tsx test/wcag/write.ts', async () => {
    assert.equal(read('../wcag/README.md'), await table());
  });
});

describe('the texts of the kit', () => {
  it('speak of no place, shape or colour of a control', () => {
    const texts = JSON.stringify([en, popup]);
    assert.deepEqual(
      texts.match(/\b(above|below|on the (left|right)|round|square|red|green|blue|click here)\b/gi) ?? [],
      [],
    );
  });
});
