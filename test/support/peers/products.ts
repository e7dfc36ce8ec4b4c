/** What is measured, each as its own documentation tells a site owner to use it in production. */
import {posthogHead} from './posthog.js';

export interface Product {
  readonly name: string;
  /** The package whose version is told. */
  readonly from?: string;
  /** What it puts into the page's head, and where the answers are asked for. */
  readonly head?: string;
  readonly body?: string;
  /** A file of `test/peers/pages` that is bundled for it: served as `/app/<entry>.js`, and `.css` where it has styles. */
  readonly entry?: string;
  /** Finds the first score, or the first field of a form. Looked for in open shadow roots too. */
  readonly first: string;
  /** False where the first field is no score. */
  readonly scores?: boolean;
  /** Of ours: the files that it fetches. */
  readonly files?: number;
  /** Milliseconds for which it leaves a loaded page in peace on purpose. */
  readonly rest?: number;
  /** Another way that is shown, and not what the targets are held to. */
  readonly variant?: boolean;
}

const app = (entry: string): string => `<script type="module" src="/app/${entry}.js"></script>`;
const radio = 'input[type="radio"][value="0"]';
const tag = (kind: string): string =>
  `<script ${kind} src="/stagepost/stagepost.js" data-endpoint="/collect" data-site="pk_demo"></script>`;
const loader = tag('type="module"');

const prompt = '<stagepost-nps survey="after-purchase" subject="our shop"></stagepost-nps>';
const popup = '<stagepost-nps survey="after-purchase" subject="our shop" mode="popup"></stagepost-nps>';
/** What the README has a page with an inline prompt hold in its style sheet, so that text below does not move when the prompt comes. */
export const room = `@media (scripting: enabled) {
  stagepost-nps:not([ready], [hidden], [mode='popup']) {
    display: block;
    min-block-size: 14em;
    @media (width < 42em) {
      min-block-size: 15.5em;
    }
    @media (width < 30em) {
      min-block-size: 19em;
    }
  }
}`;
/** And in its head, with `defer` at the loader: the browser learns at once of what the loader would ask for. */
const ahead = '<link rel="modulepreload" href="/stagepost/nps.js" />';

export const ours = 'stagepost, inline';
export const base = 'a bare Lit element';

export const products: readonly Product[] = [
  {
    name: base,
    from: 'lit',
    body: `${app('bare')}\n<bare-scores></bare-scores>`,
    entry: 'bare',
    first: radio,
  },
  {
    name: ours,
    head: `${ahead}\n<style>${room}</style>`,
    body: `${tag('defer')}\n${prompt}`,
    first: radio,
    files: 2,
  },
  {
    name: 'stagepost, popup',
    body: `${loader}\n${popup}`,
    first: radio,
    files: 3,
    rest: 1000,
  },
  {
    name: `${ours}, its two lines alone`,
    body: `${loader}\n${prompt}`,
    first: radio,
    variant: true,
  },
  {
    name: 'Sentry with feedback',
    from: '@sentry/browser',
    body: app('sentry'),
    entry: 'sentry',
    first: 'input[name="name"]',
    scores: false,
  },
  {
    name: 'PostHog surveys',
    from: 'posthog-js',
    head: posthogHead,
    first: '.ratings-number',
  },
  {
    name: 'PostHog surveys, slim',
    from: 'posthog-js',
    body: app('posthog-slim'),
    entry: 'posthog-slim',
    first: '.ratings-number',
    variant: true,
  },
  {
    name: 'Formbricks surveys',
    from: '@formbricks/surveys',
    body: `<div id="survey"></div>\n${app('formbricks')}`,
    entry: 'formbricks',
    first: radio,
  },
  {
    name: 'SurveyJS',
    from: 'survey-js-ui',
    head: '<link rel="stylesheet" href="/app/surveyjs.css">',
    body: `<div id="survey"></div>\n${app('surveyjs')}`,
    entry: 'surveyjs',
    first: radio,
  },
];
