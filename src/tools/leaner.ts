/**
 * A build step: leaves out of the embed files what the libraries in them hold and none of our elements can reach. Each cut
 * names the text it takes out; a library that is written in another way than expected stops the build.
 * Licences: idb is ISC, Lit BSD-3-Clause; both allow changed copies.
 */
import type {Plugin} from 'vite';

interface Cut {
  /** End of the module's path. */
  readonly module: string;
  /** What is cut, and why nobody misses it. */
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** How often the text stands there; once where it is not said. */
  readonly times?: number;
}

export const cuts: readonly Cut[] = [
  {
    module: '/idb/build/index.js',
    what: 'shortcuts such as db.get(), and async iteration: every access of ours names its transaction',
    from: /const readMethods = [^]*?(?=export \{ deleteDB, openDB, unwrap, wrap \};)/,
    to: '',
  },
  {
    module: '/idb/build/index.js',
    what: 'cursors, which we do not open',
    from: /if \(getCursorAdvanceMethods\(\)\.includes\(func\)\) \{[^}]*\};\s*\}/,
    to: '',
  },
  {
    module: '/@lit/reactive-element/css-tag.js',
    what: 'style elements in place of adopted style sheets, which every browser we support has',
    from: /(?<=const t=globalThis,e=)t\.ShadowRoot&&.*?(?=,s=Symbol\(\))/,
    to: '!0',
  },
  {
    module: '/@lit/reactive-element/css-tag.js',
    what: 'the word to an author who makes a CSSResult by hand; types and element tests say it',
    from: /if\(this\._\$cssResult\$=!0,o!==s\)throw Error\("[^"]*"\);/,
    to: 'this._$cssResult$=!0;',
  },
  {
    module: '/@lit/reactive-element/css-tag.js',
    what: 'the word to an author who puts something else into css``; types and element tests say it',
    from: /(?<=return t\.cssText;)if\("number"==typeof t\)return t;throw Error\(.*?security\."\)/,
    to: '',
  },
  // What Lit looks for and leaves on the page's globals: hooks of polyfills, of server rendering and of decorators, none of
  // them ours, and a list of versions. Whatever a page or another Lit keeps under these names cannot reach our copy.
  {
    module: '/lit-html/lit-html.js',
    what: 'the polyfills’ hook and the list of versions',
    from: /(?<=,)B=t\.litHtmlPolyfillSupport;B\?\.\(S,k\),\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);(?=const )/,
    to: 'B=0;',
  },
  {
    module: '/lit-element/lit-element.js',
    what: 'the hooks of polyfills and of server rendering, and the list of versions',
    from: /,s\.litElementHydrateSupport\?\.\(\{LitElement:i\}\);const o=s\.litElementPolyfillSupport;o\?\.\(\{LitElement:i\}\);|\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    to: ';',
    times: 2,
  },
  {
    module: '/@lit/reactive-element/reactive-element.js',
    what: 'the polyfills’ hook, the list of versions and the metadata of decorators',
    from: /Symbol\.metadata\?\?=Symbol\("metadata"\),a\.litPropertyMetadata\?\?=new WeakMap;|const t=this\[Symbol\.metadata\];if.*?elementProperties\.set\(t,i\)\}|,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/,
    to: '',
    times: 3,
  },
];

/** The module without what is cut from it. Throws where a cut does not find its text as often as it should. */
export function cut(id: string, code: string): string {
  return cuts
    .filter(({module}) => id.endsWith(module))
    .reduce((rest, {module, what, from, to, times = 1}) => {
      const parts = rest.split(from);
      if (parts.length !== times + 1)
        throw new Error(`${module}: cannot leave out "${what}": it is written in another way.`);
      return parts.join(to);
    }, code);
}

export function leaner(): Plugin {
  return {
    name: 'stagepost-leaner',
    enforce: 'pre',
    transform: {
      filter: {id: /\/(idb|lit-html|lit-element|@lit\/reactive-element)\//},
      handler: (code, id) => ({code: cut(id, code), map: null}),
    },
  };
}
