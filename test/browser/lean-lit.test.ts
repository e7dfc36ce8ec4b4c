/** The lean element of the embed files behaves as Lit's does, in all that our elements use of it. */
import {expect} from '@open-wc/testing';
import * as lit from 'lit';
import * as leanLit from '../../src/embed/lean/lit.js';
import {compileHtml} from '../../src/tools/compile-html.js';
import {StagepostContext} from '../../src/components/context/context.js';
import {StagepostNps} from '../../src/components/nps/nps.js';
import {StagepostSyncStatus} from '../../src/components/sync-status/sync-status.js';

type Kit = Pick<typeof lit, 'LitElement' | 'css' | 'html' | 'unsafeCSS'>;
type Any = lit.LitElement & Record<string, unknown>;

/** The lean one, its templates compiled as the build would. */
const lean = {
  ...leanLit,
  html: (parts: TemplateStringsArray, ...values: unknown[]) => leanLit.html(compileHtml(parts), ...values),
};

let count = 0;
const newTag = (): string => `lean-lit-${++count}`;

/** Registers the class; gives an element of it that is in no page yet. */
function make<T = Any>(element: CustomElementConstructor, tag = newTag()): T {
  customElements.define(tag, element);
  return document.createElement(tag) as T;
}
/** Registers the class and shows an element of it. */
async function show(element: CustomElementConstructor): Promise<Any> {
  const made = make(element);
  document.body.append(made);
  await made.updateComplete;
  return made;
}
const textOf = (element: Element): string => element.shadowRoot!.textContent!;

/** A class that notes each render. */
function noting({LitElement, html}: Kit, properties: lit.PropertyDeclarations = {value: {}}) {
  return class extends LitElement {
    static override properties = properties;
    renders = 0;
    protected override render(): unknown {
      this.renders++;
      return html`<p>${(this as unknown as Any)['value']}</p>`;
    }
  };
}

const behaviours: Readonly<Record<string, (kit: Kit) => Promise<void>>> = {
  async 'updates once for all changes, and not where nothing changed'(kit) {
    const element = await show(noting(kit, {value: {}, other: {}}));
    expect(element['renders']).to.equal(1);
    element['value'] = 1;
    element['other'] = 2;
    element['value'] = Number.NaN;
    expect(element['renders']).to.equal(1);
    await element.updateComplete;
    expect(element['renders']).to.equal(2);
    element['value'] = Number.NaN;
    await element.updateComplete;
    expect([element['renders'], textOf(element)]).to.deep.equal([2, 'NaN']);
    element.requestUpdate();
    await element.updateComplete;
    expect(element['renders']).to.equal(3);
  },

  async 'updates first when it comes into a page, and not within that call'(kit) {
    const element = make(noting(kit));
    element['value'] = 'early';
    let done = false;
    void element.updateComplete.then(() => (done = true));
    await new Promise(resolve => setTimeout(resolve));
    expect([element['renders'], done]).to.deep.equal([0, false]);
    document.body.append(element);
    expect(element['renders']).to.equal(0);
    await element.updateComplete;
    expect([element['renders'], textOf(element)]).to.deep.equal([1, 'early']);
    // Without a page it goes on.
    element.remove();
    element['value'] = 'gone';
    await element.updateComplete;
    expect(textOf(element)).to.equal('gone');
  },

  async 'takes properties that were set before it was upgraded, over its own defaults and attributes'(kit) {
    const tag = newTag();
    const element = document.createElement(tag) as Any;
    element['value'] = 'mine';
    element.setAttribute('value', 'attribute');
    document.body.append(element);
    class Late extends noting(kit) {
      constructor() {
        super();
        (this as unknown as Any)['value'] = 'default';
      }
    }
    customElements.define(tag, Late);
    await element.updateComplete;
    expect([element['value'], textOf(element), element['renders']]).to.deep.equal(['mine', 'mine', 1]);
    expect(Object.hasOwn(element, 'value')).to.equal(false);
    element['value'] = 'next';
    await element.updateComplete;
    expect(textOf(element)).to.equal('next');
  },

  async 'reads attributes'(kit) {
    const element = make(
      noting(kit, {value: {}, named: {attribute: 'its-name'}, hidden2: {attribute: false}}),
    ); // prettier-ignore
    const {observedAttributes} = element.constructor as typeof lit.LitElement;
    expect([...observedAttributes].sort()).to.deep.equal(['its-name', 'value']);
    expect(element['value']).to.equal(undefined);
    for (const name of ['value', 'its-name', 'hidden2', 'other']) element.setAttribute(name, `a ${name}`);
    expect(['value', 'named', 'hidden2'].map(name => element[name])).to.deep.equal([
      'a value', 'a its-name', undefined,
    ]); // prettier-ignore
    element.removeAttribute('value');
    expect(element['value']).to.equal(null);
    element['value'] = 'property';
    expect(element.hasAttribute('value')).to.equal(false);
    document.body.append(element);
    await element.updateComplete;
    element.setAttribute('value', 'again');
    await element.updateComplete;
    expect([textOf(element), element['renders']]).to.deep.equal(['again', 2]);
  },

  async 'inherits properties, and hears attributes that a subclass adds'(kit) {
    const heard: unknown[] = [];
    class Parent extends noting(kit, {value: {}, one: {}}) {
      static override get observedAttributes() {
        return [...super.observedAttributes, 'lang'];
      }
      override attributeChangedCallback(name: string, old: string | null, value: string | null) {
        super.attributeChangedCallback(name, old, value);
        heard.push([name, old, value]);
      }
    }
    class Child extends Parent {
      static override properties = {...Parent.properties, two: {}};
    }
    const [parent, child] = [await show(Parent), await show(Child)];
    for (const element of [parent, child]) for (const name of ['one', 'two', 'lang']) element.setAttribute(name, name);
    expect([parent['one'], parent['two'], child['one'], child['two']]).to.deep.equal(['one', undefined, 'one', 'two']);
    expect(heard.map(String)).to.deep.equal(['one,,one', 'lang,,lang', 'one,,one', 'two,,two', 'lang,,lang']);
    await child.updateComplete;
    expect([parent['renders'], child['renders']]).to.deep.equal([2, 2]);
    child['two'] = 2;
    parent['two'] = 2;
    await child.updateComplete;
    expect([parent['renders'], child['renders']]).to.deep.equal([2, 3]);
  },

  async 'calls willUpdate, render and updated in turn; what the first two change is part of the same update'(kit) {
    const calls: string[] = [];
    class Steps extends noting(kit, {value: {}, twice: {}}) {
      again = 0;
      protected override willUpdate() {
        const me = this as unknown as Any;
        calls.push('willUpdate');
        me['twice'] = Number(me['value']) * 2;
      }
      protected override render() {
        calls.push('render');
        const me = this as unknown as Any;
        const twice = me['twice'];
        me['twice'] = 0;
        return kit.html`<i>${twice}</i>`;
      }
      protected override updated() {
        calls.push(`updated ${this.renderRoot.textContent}`);
        if (this.again-- > 0) this.requestUpdate();
      }
    }
    const element = await show(Steps);
    calls.length = 0;
    element['value'] = 3;
    expect(await element.updateComplete).to.equal(true);
    expect(calls.splice(0)).to.deep.equal(['willUpdate', 'render', 'updated 6']);
    element['again'] = 2;
    element['value'] = 4;
    // One that asked for another says so, and the others follow without being asked.
    expect(await element.updateComplete).to.equal(false);
    while (!(await element.updateComplete));
    expect(calls.length).to.equal(9);
    await new Promise(resolve => setTimeout(resolve));
    expect(calls.length).to.equal(9);
  },

  async 'has the styles of its class, one sheet for all'({LitElement, css, html, unsafeCSS}) {
    const base = css`
      p {
        color: ${unsafeCSS('rgb(1, 2, 3)')};
        margin: 1px;
      }
    `;
    const more = css`
      p { margin: 2px; }
    `; // prettier-ignore
    class One extends LitElement {
      static override properties = {};
      static override styles: lit.CSSResultGroup = base;
      protected override render() {
        return html`<p></p>`;
      }
    }
    class Two extends One {
      static override styles = [base, more];
    }
    class None extends LitElement {
      static override properties = {};
      protected override render() {
        return html`<p></p>`;
      }
    }
    const look = (element: Element) => {
      const {color, marginTop} = getComputedStyle(element.shadowRoot!.querySelector('p')!);
      return [color, marginTop];
    };
    const [one, two, none] = [await show(One), await show(Two), await show(None)];
    expect(look(one)).to.deep.equal(['rgb(1, 2, 3)', '1px']);
    expect(look(two)).to.deep.equal(['rgb(1, 2, 3)', '2px']);
    expect(look(none)[0]).to.equal('rgb(0, 0, 0)');
    const second = document.createElement(two.localName) as Any;
    document.body.append(second);
    await second.updateComplete;
    expect(look(second)).to.deep.equal(look(two));
    expect(second.shadowRoot!.adoptedStyleSheets[0]).to.equal(two.shadowRoot!.adoptedStyleSheets[0]);
    expect(two.shadowRoot!.querySelector('style')).to.equal(null);
  },

  async 'stays as it is when it is moved in the page'(kit) {
    const element = await show(noting(kit));
    element['value'] = 'kept';
    await element.updateComplete;
    const [root, box] = [element.renderRoot, element.renderRoot.querySelector('p')];
    expect(root).to.equal(element.shadowRoot);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await element.updateComplete;
    expect([element.renderRoot, element.renderRoot.querySelector('p'), element['renders']]).to.deep.equal([
      root,
      box,
      2,
    ]);
    element['value'] = 'moved';
    await element.updateComplete;
    expect([box!.textContent, element.isConnected]).to.deep.equal(['moved', true]);
  },

  async 'tells an error of an update, and goes on with the next one'(kit) {
    for (const step of ['willUpdate', 'render', 'updated']) {
      class Fails extends noting(kit) {
        fails = '';
        #step(name: string) {
          if (this.fails === name) throw new Error(`no ${name}`);
        }
        protected override willUpdate() {
          this.#step('willUpdate');
        }
        protected override render() {
          this.#step('render');
          return super.render();
        }
        protected override updated() {
          this.#step('updated');
        }
      }
      const element = await show(Fails);
      element['fails'] = step;
      element['value'] = 1;
      const message = await element.updateComplete.then(
        () => 'none',
        (error: unknown) => (error as Error).message,
      );
      expect(message).to.equal(`no ${step}`);
      element['fails'] = '';
      const told = new Promise(resolve => addEventListener('unhandledrejection', resolve, {once: true}));
      element['value'] = 2;
      expect(await element.updateComplete).to.equal(true);
      expect(textOf(element)).to.equal('2');
      // An update that follows would hide it otherwise.
      await told;
    }
  },

  async 'calls listeners with itself as this, always the last one'({LitElement, html}) {
    const calls: unknown[] = [];
    class Clicked extends LitElement {
      static override properties = {};
      note = 'a';
      method() {
        calls.push(['method', this === element]);
      }
      protected override render() {
        const {note} = this;
        return html`<b @click=${this.method}></b><i @click=${() => calls.push(note)}></i>`;
      }
    }
    const element: lit.LitElement = (await show(Clicked)) as lit.LitElement;
    const click = () => element.renderRoot.querySelectorAll<HTMLElement>('b, i').forEach(part => part.click());
    click();
    (element as Clicked).note = 'b';
    element.requestUpdate();
    await element.updateComplete;
    click();
    expect(calls).to.deep.equal([['method', true], 'a', ['method', true], 'b']);
  },

  async 'shows what render() gives'({LitElement, html}) {
    class Shows extends LitElement {
      static override properties = {text: {}};
      protected override render() {
        const text = (this as unknown as Any)['text'] as string;
        return text ? html`<p id=${text.length}>${text}</p>` : '';
      }
    }
    const element = await show(Shows);
    const seen: string[] = [];
    for (const text of ['<b>', '', 'x']) {
      element['text'] = text;
      await element.updateComplete;
      seen.push(element.shadowRoot!.innerHTML.replace(/<!--.*?-->/g, ''));
    }
    expect(seen).to.deep.equal(['<p id="3">&lt;b&gt;</p>', '', '<p id="1">x</p>']);
  },
};

/** Lean ones with something broken, and the behaviour that notices. */
const leanKit = lean as unknown as Kit;
const broken: readonly (readonly [what: string, notices: string, Kit])[] = [
  ['never updates', 'updates once', {
    ...leanKit,
    LitElement: class extends leanKit.LitElement { override requestUpdate() {} },
  }],
  ['updates at once', 'updates first', {
    ...leanKit,
    LitElement: class extends leanKit.LitElement {
      constructor() { super(); this.connectedCallback(); }
    },
  }],
  ['deaf for attributes', 'reads attributes', {
    ...leanKit,
    LitElement: class extends leanKit.LitElement { override attributeChangedCallback() {} },
  }],
  ['without styles', 'has the styles', {...leanKit, unsafeCSS: () => '' as never}],
  ['without values', 'shows what', {
    ...leanKit, html: parts => leanKit.html(parts, ...parts.map(() => '')),
  }],
]; // prettier-ignore

describe('the lean element', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [name, behave] of Object.entries(behaviours))
    for (const [which, kit] of [
      ['Lit', lit],
      ['lean', leanKit],
    ] as const)
      it(`${name} (${which})`, () => behave(kit));

  for (const [what, notices, kit] of broken)
    it(`control: one that is ${what} is found`, async () => {
      const [, behave] = Object.entries(behaviours).find(([name]) => name.startsWith(notices))!;
      const passed = await behave(kit).then(
        () => true,
        () => false,
      );
      expect(passed).to.equal(false);
    });

  it('knows all that our elements say of a property', () => {
    for (const {properties} of [StagepostContext, StagepostNps, StagepostSyncStatus])
      for (const [name, declaration] of Object.entries(properties as Record<string, lit.PropertyDeclaration>)) {
        const {attribute, ...rest} = declaration;
        expect(rest, name).to.deep.equal({});
        if (attribute === undefined) expect(name).to.equal(name.toLowerCase());
        expect([undefined, false, 'string'], name).to.include(attribute && typeof attribute);
      }
  });
});
