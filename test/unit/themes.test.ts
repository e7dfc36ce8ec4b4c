/** Themes that come with the kit can be read, in light and in dark; and the check that says so can fail. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contrastRatio, type Rgb} from '../../src/core/contrast.js';
import * as contrast from '../../src/themes/contrast.js';
import * as forest from '../../src/themes/forest.js';
import * as plum from '../../src/themes/plum.js';
import {type Shades, themeCss} from '../../src/themes/theme.js';
import {inWords, pairs} from '../../src/ui/contrast.js';
import {colors} from '../../src/ui/styles.js';

const rgb = (hex: string): Rgb => {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  return [1, 3, 5].map(at => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
};

/** The kit's own colours that a theme may leave as they are. */
const kit = {
  negative: ['#b3261e', '#ff9a92'],
  positive: ['#1a7f4b', '#6fd6a0'],
  caution: ['#7a5c00', '#e6c25a'],
} as const;

/** The pairs of a theme that are too weak, in words. */
function weak(shades: Shades, mode: 0 | 1, more = 0): string[] {
  const color = (role: keyof typeof colors) => rgb(shades[role]?.[mode] ?? colors[role].split(',')[mode]!);
  return pairs
    .map(pair => ({...pair, ratio: contrastRatio(color(pair.front), color(pair.back)), needs: pair.needs + more}))
    .filter(({ratio, needs}) => ratio < needs)
    .map(pair => inWords({...pair, pass: false}));
}

describe('contrast', () => {
  it('is what WCAG says', () => {
    assert.equal(contrastRatio([0, 0, 0], [255, 255, 255]), 21);
    assert.equal(contrastRatio([119, 119, 119], [119, 119, 119]), 1);
    // #777 on white is the well-known grey that just fails, #767676 the one that just passes.
    assert.equal(contrastRatio(rgb('#777777'), rgb('#ffffff')).toFixed(2), '4.48');
    assert.equal(contrastRatio(rgb('#ffffff'), rgb('#767676')).toFixed(2), '4.54');
  });

  it('is said in words that never round up to a pass', () => {
    const pair = {front: 'muted', back: 'surface', needs: 4.5} as const;
    assert.equal(
      inWords({...pair, ratio: 4.48, pass: false}),
      'muted on surface: 4.4 to 1, needs 4.5: move the two colours further apart',
    );
    assert.equal(inWords({...pair, ratio: 5.39, pass: true}), 'muted on surface: 5.3 to 1 is enough (4.5)');
  });
});

describe('themes', () => {
  for (const [name, {shades, css}] of Object.entries({own: {shades: {}, css: themeCss({})}, forest, plum, contrast}))
    it(`${name} can be read, light and dark`, () => {
      assert.deepEqual(weak(shades, 0), []);
      assert.deepEqual(weak(shades, 1), []);
      for (const [role, [light, dark]] of Object.entries(shades)) {
        assert.ok(css.includes(`--stagepost-color-${role}: ${light};`));
        assert.ok(css.includes(`--stagepost-color-${role}: light-dark(${light}, ${dark});`));
      }
    });

  for (const [name, shades, least] of [
    ['forest', forest.shades, 4.5],
    ['plum', plum.shades, 4.5],
    ['contrast', contrast.shades, 7],
  ] as const)
    it(`${name} has grounds and signs for the map, too, with texts at ${least} to 1`, () => {
      assert.ok(shades.sunken, 'heads of its own hue');
      for (const mode of [0, 1] as const) {
        const own = {...kit, ...shades} as Required<Shades>;
        for (const ground of ['surface', 'sunken'] as const)
          for (const ink of ['text', 'muted', 'negative', 'positive', 'caution'] as const) {
            const ratio = contrastRatio(rgb(own[ink][mode]), rgb(own[ground][mode]));
            assert.ok(ratio >= least, `${ink} on ${ground}, ${mode ? 'dark' : 'light'}: ${ratio.toFixed(2)}`);
          }
      }
    });

  it('contrast has text at 7 to 1', () => {
    const aboveText = 2.5;
    assert.deepEqual(
      [...weak(contrast.shades, 0, aboveText), ...weak(contrast.shades, 1, aboveText)].filter(
        words => !/^(accent|border|focus)/.test(words),
      ),
      [],
    );
  });

  it('that cannot be read are found', () => {
    assert.deepEqual(weak({accent: ['#ffd400', '#ffd400']}, 0).length, 2);
  });
});
