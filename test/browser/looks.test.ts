/** Style sheets: only declared tokens, nothing inline, nothing that a hostile page can take away, light and dark. */
import {expect, html} from '@open-wc/testing';
import {emulateMedia, executeServerCommand} from '@web/test-runner-commands';
import {css as noStyles, type CSSResult, type CSSResultGroup} from 'lit';
import {StagepostContext} from '../../src/components/context/context.js';
import {StagepostNps} from '../../src/components/nps/nps.js';
import {StagepostSyncStatus} from '../../src/components/sync-status/sync-status.js';
import {contrastsOf} from '../../src/ui/contrast.js';
import {styles as popupStyles} from '../../src/ui/popup.styles.js';
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

describe('styles', () => {
  beforeEach(forget);

  for (const [element, own, more] of [
    [StagepostNps, ['--stagepost-nps-score-size'], popupStyles],
    [StagepostSyncStatus, [], noStyles``],
    [StagepostContext, [], noStyles``],
  ] as const)
    it(`of ${element.name} read only declared tokens, and declare only what they read`, () => {
      const css = texts([element.styles as CSSResultGroup, more]);
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

  it('have the contrast that people need, in light and dark', async () => {
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    const {style} = document.documentElement;
    for (const scheme of ['light', 'dark']) {
      style.colorScheme = scheme;
      const contrasts = contrastsOf(element);
      expect(contrasts.length).to.be.greaterThan(6);
      expect(contrasts.filter(({pass}) => !pass)).to.deep.equal([]);
    }
    style.colorScheme = '';
  });

  it('of an owner are checked: explain() names the colours that cannot be told apart', async () => {
    const element = await withOutbox<StagepostNps>(
      new FakeOutbox(),
      html`<stagepost-nps survey=${survey()}></stagepost-nps>`,
    );
    expect((await element.explain()).looks).to.deep.equal([]);
    const {style} = document.documentElement;
    style.setProperty('--stagepost-color-accent', 'oklch(90% 0.15 95)');
    const {looks} = await element.explain();
    expect(looks.map(words => words.split(':')[0])).to.deep.equal(['on on accent', 'accent on surface']);
    expect(looks[0]).to.contain('needs 4.5');
    style.removeProperty('--stagepost-color-accent');
  });

  it('let a page restyle each part', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'stagepost-nps::part(score) { border-radius: 50% } stagepost-nps::part(score):checked { background: rgb(1, 2, 3) } stagepost-nps::part(box) { border-radius: 0 }',
    );
    document.adoptedStyleSheets.push(sheet);
    const visitor = new Visitor(
      await withOutbox<StagepostNps>(new FakeOutbox(), html`<stagepost-nps survey=${survey()}></stagepost-nps>`),
    );
    await visitor.score(4);
    expect(getComputedStyle(visitor.scores[3]!).borderRadius).to.equal('50%');
    expect(getComputedStyle(visitor.scores[4]!).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(visitor.find('.box')!).borderRadius).to.equal('0px');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
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
