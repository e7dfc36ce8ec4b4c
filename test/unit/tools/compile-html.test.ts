import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {compileHtml} from '../../../src/tools/compile-html.js';

const compiled = (strings: TemplateStringsArray, ..._holes: unknown[]): string => compileHtml(strings);

describe('compiled templates', () => {
  it('hold a mark for each value, no needless quotes and no slash at the end of an empty element', () => {
    assert.equal(
      compiled`<form class="stack" @submit=${0}>${1} <input type="text" title="two words" .value=${2} /><b>${3}!</b></form>`,
      '<form class=stack @submit=?><?> <input type=text title="two words" .value=?><b><?>!</b></form>',
    );
  });

  it('end with a node, so that what a hole shows has an end', () => {
    assert.equal(compiled`<p></p>${0}`, '<p></p><?><!>');
    assert.equal(compiled`<p></p>${0} `, '<p></p><?> ');
  });

  it('keep attribute values that need their quotes', () => {
    assert.equal(compiled`<a href="/a?b=c" title="">x</a>`, '<a href="/a?b=c" title="">x</a>');
  });

  for (const [what, compile, says] of [
    ['a part of an attribute', () => compiled`<p class="a ${0}"></p>`, /a hole in a tag/],
    ['an attribute in quotes', () => compiled`<p class="${0}"></p>`, /a hole in a tag/],
    ['a part of an attribute without quotes', () => compiled`<p class=a${0}></p>`, /a hole in a tag/],
    ['more after the value', () => compiled`<p class=${0}b></p>`, /all of an attribute’s value/],
    ['a tag name', () => compiled`<${0}></p>`, /a hole in a tag/],
    ['a boolean attribute', () => compiled`<p ?hidden=${0}></p>`, /a hole in a tag/],
    ['a property in capitals', () => compiled`<p .ariaLabel=${0}></p>`, /a hole in a tag/],
    ['the text of a textarea', () => compiled`<textarea>${0}</textarea>`, /finds the holes/],
    ['a place where a parser moves it', () => compiled`<table>${0}<tr></tr></table><p title=${1}></p>`, undefined],
    ['a comment', () => compiled`<!-- ${0} -->`, /comments/],
    ['what looks like a hole', () => compiled`<p title="?"></p>`, /for its holes/],
  ] as const)
    it(`${says ? 'refuse' : 'take'} a hole in ${what}`, () => {
      if (says) assert.throws(compile, says);
      else assert.ok(compile());
    });
});
