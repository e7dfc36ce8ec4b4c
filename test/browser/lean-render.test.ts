/** The renderer of the embed files shows, step by step, what lit-html shows. */
import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {html as litHtml, render as litRender} from 'lit';
import {html, viewIn} from '../../src/embed/lean/render.js';
import {compileHtml} from '../../src/tools/compile-html.js';

type Tag = (parts: TemplateStringsArray, ...values: unknown[]) => unknown;

/** One of the two renderers, as the templates of an element meet it. */
interface Renderer {
  readonly html: Tag;
  render(value: unknown, root: HTMLElement, host: object): void;
}

const lit: Renderer = {
  html: litHtml,
  render: (value, root, host) => void litRender(value, root, {host}),
};
const views = new WeakMap<HTMLElement, (value: unknown) => void>();
const lean: Renderer = {
  html: (parts, ...values) => html(compileHtml(parts), ...values),
  render(value, root, host) {
    const shows = views.get(root) ?? viewIn(root, host);
    views.set(root, shows);
    shows(value);
  },
};

/** What a step shows: everything that our templates do, in all mixtures. */
interface Step {
  readonly open: boolean;
  readonly text: string | number | null;
  readonly list: readonly string[];
  readonly attribute: string | null | undefined;
  readonly checked: boolean;
  readonly second: boolean;
  readonly nested: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  open: fc.boolean(),
  text: fc.oneof(fc.string({maxLength: 3}), fc.integer({min: -2, max: 2}), fc.constant(null)),
  list: fc.array(fc.constantFrom('a', 'b', '<i>', ''), {maxLength: 4}),
  attribute: fc.constantFrom('', 'x', '"y"', null, undefined),
  checked: fc.boolean(),
  second: fc.boolean(),
  nested: fc.boolean(),
});

/** A view of a step; `clicks` takes who was clicked, as a listener sees it. */
function view({html: tag}: Renderer, at: Step, clicks: unknown[]): unknown {
  if (!at.open) return '';
  const item = (text: string) => (at.nested ? tag`<li>${text}</li>` : text);
  return tag`<div class=${at.attribute} title=${`${at.text}`}>
      ${at.text} and ${at.second ? tag`<b>${at.text}</b>` : ''}${at.list.map(item)}
      <input type="checkbox" .checked=${at.checked} value=${at.list.length} @click=${function (this: unknown) {
        clicks.push(this, at.text);
      }} />
      ${at.nested ? [tag`<p>${at.list.map(text => [item(text), '!'])}</p>`, at.text] : tag`<p>one</p>`}
    </div>${at.second ? 'after' : ''}`;
}

/** Plays the steps; after each, the markup without marks, the box, the elements that were there before, and a click. */
function play(renderer: Renderer, steps: readonly Step[]): string[] {
  const root = document.createElement('div');
  const host = {name: 'host'};
  const known = new Map<Element, number>();
  return steps.map(at => {
    const clicks: unknown[] = [];
    renderer.render(view(renderer, at, clicks), root, host);
    const all = [...root.querySelectorAll('*')];
    for (const element of all) if (!known.has(element)) known.set(element, known.size);
    const box = root.querySelector('input');
    const before = box?.checked;
    box?.click();
    if (box) box.checked = before!;
    return JSON.stringify({
      markup: root.innerHTML.replace(/<!--.*?-->/g, ''),
      checked: before,
      same: all.map(element => known.get(element)),
      clicks: clicks.map(one => (one === host ? 'the host' : one)),
    });
  });
}

describe('the renderer of the embed files', () => {
  it('shows what lit-html shows, keeps the elements that it keeps, and calls listeners as it does', () => {
    fc.assert(
      fc.property(fc.array(step, {minLength: 1, maxLength: 8}), steps => {
        expect(play(lean, steps)).to.deep.equal(play(lit, steps));
      }),
      {numRuns: 500, seed: 20261125},
    );
  });

  it('is noticed where it does not', () => {
    const careless: Renderer = {
      ...lean,
      render(value, root, host) {
        root.replaceChildren();
        viewIn(root, host)(value);
      },
    };
    const steps: Step[] = [true, true].map(open => ({
      open,
      text: 'x',
      list: ['a'],
      attribute: null,
      checked: true,
      second: false,
      nested: true,
    }));
    expect(play(careless, steps)).not.to.deep.equal(play(lit, steps));
  });

  it('leaves alone what a visitor changed, as long as the value stays', () => {
    for (const {html: tag, render: show} of [lit, lean]) {
      const root = document.createElement('div');
      const draw = (text: string, other: string) => show(tag`<input .value=${text} title=${other}>`, root, {});
      draw('', 'a');
      root.querySelector('input')!.value = 'typed';
      draw('', 'b');
      expect(root.querySelector('input')!.value).to.equal('typed');
    }
  });

  it('takes texts for texts', () => {
    const root = document.createElement('div');
    lean.render(lean.html`<p>${'<b>&amp;'}</p>`, root, {});
    expect(root.textContent).to.equal('<b>&amp;');
  });
});
