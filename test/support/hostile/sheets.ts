/** The 13 style sheets, linked as their makers say, and real pages that come with some of them. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

export interface Sheet {
  readonly package: string;
  /** What a page writes into its head. */
  readonly head: string;
}

const link = (path: string): string => `<link rel="stylesheet" href="/hostile/${path}" />`;

export const sheets: readonly Sheet[] = [
  {package: 'bootstrap', head: link('bootstrap/dist/css/bootstrap.css')},
  {package: 'bulma', head: link('bulma/css/bulma.css')},
  {package: 'foundation-sites', head: link('foundation-sites/dist/css/foundation.css')},
  {
    package: 'tailwindcss',
    head: `<style>@layer base; @import url('/hostile/tailwindcss/preflight.css') layer(base);</style>`,
  },
  {package: 'normalize.css', head: link('normalize.css/normalize.css')},
  {package: 'reset-css', head: link('reset-css/reset.css')},
  {package: 'materialize-css', head: link('materialize-css/dist/css/materialize.css')},
  {package: '@picocss/pico', head: link('@picocss/pico/css/pico.css')},
  {package: 'govuk-frontend', head: link('govuk-frontend/dist/govuk/govuk-frontend.min.css')},
  {package: '@uswds/uswds', head: link('@uswds/uswds/dist/css/uswds.css')},
  {package: 'skeleton-css', head: link('skeleton-css/css/skeleton.css')},
  {package: 'startbootstrap-creative', head: link('startbootstrap-creative/dist/css/styles.css')},
  {package: 'html5-boilerplate', head: link('html5-boilerplate/dist/css/style.css')},
];

export interface RealPage {
  readonly name: string;
  /** The whole page, with `HERE` where the prompt goes. */
  readonly html: string;
}

/** What stands on a host page of our own: some of everything that a style sheet restyles. */
export const content = `<h1>A page</h1><p>Some <strong>text</strong> with a <a href="#x">link</a> and <code>code</code>.</p>
  <form><label>Name <input name="name" /></label><select><option>One</option></select>
    <input type="checkbox" /><button type="button">Press</button></form>
  <table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table><hr />`;

/** Without what is fetched from elsewhere, and without scripts: these pages are looked at, not used. */
const still = (html: string): string =>
  html
    .replace(/<script\b[^]*?<\/script>/g, '')
    .replace(/<link\b[^>]*href="(?:https?:)?\/\/[^>]*>/g, '')
    .replace(/<!--\[if[^]*?<!\[endif\]-->/g, '');

/** A page as it lies in its package; its relative addresses lead there. */
function whole(folder: string, path: string, from: string, place: RegExp, change = (html: string) => html): RealPage {
  const html = change(still(readFileSync(join(folder, path), 'utf8')))
    .replace(/<head>/, `<head><base href="/hostile/${from}/" />`)
    .replace(place, found => `HERE${found}`);
  return {name: path, html};
}

/** Every `count`th of a list, so that the choice is spread over all of it. */
const spread = <T>(list: readonly T[], count: number): T[] =>
  Array.from({length: count}, (_, at) => list[Math.floor((at * list.length) / count)]!);

const below = (folder: string, path: string, pattern: RegExp): string[] =>
  readdirSync(join(folder, path), {recursive: true})
    .map(file => `${path}/${String(file)}`)
    .filter(file => pattern.test(file))
    .sort();

/** Landing pages whole, and some of the component and test pages, with the prompt in the midst of their own content. */
export function realPages(folder: string, components = 5, visual = 5): RealPage[] {
  const govuk = spread(
    below(folder, 'govuk-frontend/dist/govuk/components', /\/template-[\w-]+\.html$/),
    components,
  ).map(path => ({
    name: path,
    html: `<!doctype html><html lang="en" class="govuk-template"><head><meta charset="utf-8" /><title>x</title>
      ${link('govuk-frontend/dist/govuk/govuk-frontend.min.css')}</head>
      <body class="govuk-template__body js-enabled govuk-frontend-supported"><div class="govuk-width-container">
        <main class="govuk-main-wrapper">${readFileSync(join(folder, path), 'utf8')}HERE</main></div></body></html>`,
  }));
  const foundation = spread(below(folder, 'foundation-sites/test/visual', /\/[\w-]+\/[\w-]+\.html$/), visual).map(
    path =>
      whole(folder, path, 'foundation-sites/test/visual', /<\/body>/, html =>
        // Their build puts the style sheets into `assets`.
        html.replaceAll('../assets/css/', '../../dist/css/').replaceAll('foundation-flex.css', 'foundation.css'),
      ),
  );
  const usa = readFileSync(join(folder, '@uswds/uswds/packages/usa-footer/src/test/template.html'), 'utf8');
  return [
    whole(
      folder,
      'startbootstrap-creative/dist/index.html',
      'startbootstrap-creative/dist',
      /<section class="page-section" id="services"/,
    ),
    whole(folder, 'skeleton-css/index.html', 'skeleton-css', /<\/body>/),
    whole(folder, 'html5-boilerplate/dist/index.html', 'html5-boilerplate/dist', /<\/body>/),
    {
      name: '@uswds/uswds/packages/usa-footer/src/test/template.html',
      html: `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>x</title>
        ${link('@uswds/uswds/dist/css/uswds.css')}</head><body><main class="usa-prose">HERE</main>${usa}</body></html>`,
    },
    ...govuk,
    ...foundation,
  ];
}

/** A page with some content of every kind under a style sheet; ours goes where it says HERE. */
export const under = (head: string): string =>
  `<!doctype html><html><head><meta charset="utf-8" /><title>x</title>${head}</head><body>${content}HERE${content}</body></html>`;
