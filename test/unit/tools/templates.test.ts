import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {squeezeCss, squeezeHtml} from '../../../src/tools/templates.js';

/** The parts of a template literal, as a tag function gets them. */
const parts = (strings: TemplateStringsArray, ..._holes: unknown[]): string[] => [...strings.raw];

describe('squeezed templates', () => {
  it('html keeps one space where a line broke, and none where a tag ends', () => {
    const squeezed = squeezeHtml(parts`
      <label part="score"
        ><input
          type="radio"
          .checked=${0}
        /><span>two  spaces</span></label
      >
      <b>${1}</b>
      <i>x</i>
    `);
    assert.deepEqual(squeezed, [
      ' <label part="score"><input type="radio" .checked=',
      '/><span>two  spaces</span></label> <b>',
      '</b> <i>x</i> ',
    ]);
  });

  it('html keeps what stands in pre and textarea, as long as it is not the tag itself', () => {
    assert.deepEqual(
      squeezeHtml(parts`<p>a\n b</p><textarea
        rows="3"
      >\n  ${0}\n</textarea> <pre>
 x
</pre>`),
      ['<p>a\\n b</p><textarea rows="3">\\n  ', '\\n</textarea> <pre>\n x\n</pre>'],
    );
  });

  it('css loses comments and needless spaces, and keeps meaning', () => {
    const squeezed = squeezeCss(parts`
      /* why */
      :host { --a: 1px; color: var(--b, ${0}); content: "a ;  b"; }
      a :hover, a:hover > b + c { width: calc(1px + 2px); margin: 0 auto 0.5em -0.25em; gap: 10.5em 0; transition: all 0.2s,b 0.3s }
      @media (min-width: 30em) and (hover: hover) { ${1} p { color: red; } }
    `);
    assert.deepEqual(squeezed, [
      ':host{--a:1px;color:var(--b,',
      ');content:"a ;  b"}a :hover,a:hover>b + c{width:calc(1px + 2px);margin:0 auto .5em -.25em;gap:10.5em 0;transition:all .2s,b .3s}@media (min-width:30em) and (hover:hover){',
      ' p{color:red}}',
    ]);
  });

  it('leaves the number of parts as it was', () => {
    for (const squeeze of [squeezeHtml, squeezeCss]) assert.equal(squeeze(parts`${0}${1}\n${2}`).length, 4);
  });
});
