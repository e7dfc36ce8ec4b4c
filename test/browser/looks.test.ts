/** Style sheets: only declared tokens, nothing inline, nothing that a hostile page can take away, light and dark. */
import {expect, html} from '@open-wc/testing';
import {emulateMedia, executeServerCommand} from '@web/test-runner-commands';
import type {CSSResult, CSSResultGroup} from 'lit';
import {StagepostContext} from '../../src/components/context/context.js';
import {StagepostNps} from '../../src/components/nps/nps.js';
import {StagepostSyncStatus} from '../../src/components/sync-status/sync-status.js';
import {colors} from '../../src/ui/styles.js';
import {engine, lacks} from './engine.js';
import {FakeOutbox, forget, settled, survey, Visitor, withOutbox} from './support.js';

const texts = (styles: CSSResultGroup): string =>
  Array.isArray(styles) ? styles.map(texts).join('\n') : `${styles as CSSResult}`;

/** Tokens of all elements, as the documentation lists them. */
const shared = [
  ...Object.keys(colors).map(role => `--stagepost-color-${role}`),
  '--stagepost-font',
  '--stagepost-font-size',
];

const luminance = (hex: string) => {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [r, g, b] = [1, 3, 5].map(at => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
};

describe('styles', () => {
  beforeEach(forget);

  for (const [element, own] of [
    [StagepostNps, ['--stagepost-nps-score-size']],
    [StagepostSyncStatus, []],
    [StagepostContext, []],
  ] as const)
    it(`of ${element.name} read only declared tokens, and declare only what they read`, () => {
      const css = texts(element.styles as CSSResultGroup);
      const read = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(match => match[1]!));
      const set = new Set([...css.matchAll(/(--_[\w-]+)\s*:/g)].map(match => match[1]!));
      const inner = [...read].filter(name => name.startsWith('--_'));
      const outer = [...read].filter(name => !name.startsWith('--_'));
      expect(
        outer.filter(name => ![...shared, ...own].includes(name)),
        'undeclared',
      ).to.deep.equal([]);
      expect(
        own.filter(name => !outer.includes(name)),
        'declared and unused',
      ).to.deep.equal([]);
      expect(
        inner.filter(name => !set.has(name)),
        'read and never set',
      ).to.deep.equal([]);
      expect(css).not.to.match(/\d(rem|vw|vh)\b|\b(left|right)\s*:|(margin|padding)-(left|right)|@property|:root/);
    });

  it('leave no role unused', () => {
    const css = [StagepostNps, StagepostSyncStatus].map(({styles}) => texts(styles)).join('');
    for (const role of Object.keys(colors)) expect(css, role).to.contain(`var(--_${role})`);
  });

  it('have the contrast that people need, in light and dark', () => {
    for (const mode of [0, 1] as const) {
      const color = (role: keyof typeof colors) => colors[role].split(',')[mode]!;
      const surface = color('surface');
      for (const role of ['text', 'muted', 'accent', 'negative', 'focus'] as const)
        expect(contrast(color(role), surface), `${role} ${mode}`).to.be.at.least(4.5);
      expect(contrast(color('border'), surface)).to.be.at.least(3);
      expect(contrast(color('on'), color('accent'))).to.be.at.least(4.5);
    }
  });

  it('use no style attribute and no style element', async () => {
    const visitor = new Visitor(
      await withOutbox<StagepostNps>(new FakeOutbox(), html`<stagepost-nps survey=${survey()}></stagepost-nps>`),
    );
    await visitor.score(5);
    await visitor.choose('other', 'support');
    expect(visitor.root.querySelectorAll('style, [style], link').length).to.equal(0);
  });

  it('follow the page’s colour scheme', async () => {
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    const surface = () => getComputedStyle(element.shadowRoot!.querySelector('.box')!).backgroundColor;
    const {style} = document.documentElement;
    await emulateMedia({colorScheme: 'dark'});
    expect(surface(), 'a page that knows no dark stays light').to.equal('rgb(255, 255, 255)');
    style.colorScheme = 'light dark';
    expect(surface()).to.equal('rgb(20, 24, 31)');
    await new Visitor(element).score(4);
    await expect(element).to.be.accessible();
    style.colorScheme = '';
    // The WebKitGTK of the tests prefers dark throughout.
    if (engine !== 'webkit') await emulateMedia({colorScheme: 'light'});
  });

  lacks('webkit', 'forces no colours')('show what is chosen where colours are forced', async () => {
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    const visitor = new Visitor(element);
    await visitor.score(4);
    const look = (score: number) => getComputedStyle(visitor.scores[score]!);
    const accent = look(4).backgroundColor;
    await executeServerCommand('forced-colors', true);
    try {
      expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
      expect(look(4).backgroundColor, 'our colour is gone').not.to.equal(accent);
      expect(Number.parseFloat(look(4).borderTopWidth)).to.be.greaterThan(Number.parseFloat(look(5).borderTopWidth));
      await expect(element).to.be.accessible();
    } finally {
      await executeServerCommand('forced-colors', false);
    }
  });

  it('stand against a hostile page', async () => {
    const hostile = new CSSStyleSheet();
    hostile.replaceSync(
      `* { all: unset !important } html { font-size: 62.5% } body * { letter-spacing: 9px; text-transform: uppercase; color: red; line-height: 4; text-align: end; visibility: hidden }`,
    );
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    const visitor = new Visitor(element);
    await visitor.score(4);
    const look = () => {
      const {color, letterSpacing, textTransform, lineHeight, textAlign, display, visibility} = getComputedStyle(
        visitor.find('legend')!,
      );
      return {color, letterSpacing, textTransform, lineHeight, textAlign, display, visibility};
    };
    const before = look();
    document.adoptedStyleSheets.push(hostile);
    await settled(element);
    expect(look()).to.deep.equal(before);
    expect(visitor.scores[0]!.getBoundingClientRect().height).to.be.at.least(24);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== hostile);
  });
});
