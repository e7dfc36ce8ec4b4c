import {css, unsafeCSS} from 'lit';
import {journeyLimits} from '../../schema/journey-words.js';

/** One rule for each stage: its steps go while it is folded, the column that stands for it while it is not. */
const folding = Array.from(
  {length: journeyLimits.stages},
  (_, at) => `[data-folded~='${at}'] .s${at},.grid:not([data-folded~='${at}']) .f${at}`,
).join();

/** Six colours with at least 4.5:1 on the surface, light,dark; each persona also has its own dash and shape. */
const series = [
  '#2a5bd7,#8fb0ff',
  '#b3261e,#ff9a92',
  '#1a7f4b,#6fd6a0',
  '#7a5c00,#e6c25a',
  '#7b3fa8,#d3a6f5',
  '#00707a,#6cd3dd',
];
const dashes = ['0', '7 4', '2 4', '10 3 2 3', '1 6', '14 4'];
const isPair = globalThis.CSS?.supports('color:light-dark(red,red)');
/** A colour of the map's own is brought nearer to the text, so that it is seen on light and on dark. */
const mixed = globalThis.CSS?.supports('color:color-mix(in srgb,red,red)');
const personas = series
  .map((pair, at) => {
    const color = isPair ? `light-dark(${pair})` : pair.split(',')[0];
    return `.p${at}{--_dash:${dashes[at]};--_line:${mixed ? `color-mix(in srgb,var(--_ink,${color}),var(--_text) 20%)` : `var(--_ink,${color})`}}.t${at}{--_hue:${color}}`;
  })
  .join('');

export const styles = css`
  :host {
    --_lane: 12em;
    --_step: 14em;
  }
  .box {
    max-inline-size: none;
    padding: 0;
    overflow-wrap: break-word;
  }
  [hidden] {
    display: none !important;
  }
  ${unsafeCSS(folding)} {
    display: none;
  }
  ${unsafeCSS(personas)}
  .scroller {
    position: relative;
    overflow: auto;
    max-block-size: var(--stagepost-journey-map-block-size, 85vh);
    scroll-padding: 1.25em;
    outline-offset: -2px;
  }
  .grid {
    table-layout: fixed;
    inline-size: 1px;
    border-spacing: 0;
    border-block-end: 1px solid var(--_hairline);
    font-size: 0.8125em;
    line-height: 1.4;
  }
  .grid.fit {
    inline-size: 100%;
    hyphens: auto;
  }
  .fit td,
  .fit .step {
    padding-inline: 0.4em;
  }
  col {
    inline-size: var(--_step);
  }
  col.lane {
    inline-size: var(--_lane);
  }
  .fit col:not(.lane) {
    inline-size: auto;
  }
  th,
  td {
    padding: 0.625em 0.75em;
    border-block-end: 1px solid var(--_hairline);
    border-inline-end: 1px solid var(--_hairline);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
    background: var(--_surface);
  }
  /* At its start: where heights are no whole pixels, the next row is painted over the end of a row. */
  :where(.grid > tbody > tr) > th,
  :where(.grid > tbody > tr) > td {
    border-block: 1px solid var(--_hairline);
    border-block-end: 0;
  }
  :where([data-density='compact']) :is(th, td) {
    padding: 0.3em 0.5em;
  }
  thead {
    position: sticky;
    inset-block-start: 0;
    z-index: 4;
  }
  .stage {
    padding: 0;
    border-block-end: 0;
  }
  .tint {
    display: flex;
    align-items: center;
    gap: 0.4em;
    padding: 0.4em 0.75em;
    border-block-start: 3px solid var(--_tint, var(--_hue));
    background: var(--_sunken);
    font-size: 1.15em;
    font-weight: 600;
  }
  .goal {
    padding: 0.4em 0.65em;
    color: var(--_muted);
  }
  .step {
    font-weight: 600;
    vertical-align: bottom;
  }
  .step p {
    font-weight: 400;
  }
  .mark {
    display: flex;
    align-items: center;
    gap: 0.25em;
  }
  .name {
    font-weight: 600;
  }
  .corner,
  tbody > tr > th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 2;
  }
  tbody > tr > th:first-child {
    background: var(--_sunken);
  }
  .corner {
    background: var(--_sunken);
  }
  .pinned {
    position: sticky;
    z-index: 3;
  }
  /* Other lanes scroll away under it. */
  .pinned > tr:last-child > * {
    border-block-end: 1px solid var(--_hairline);
  }
  .title {
    display: flex;
    gap: 0.25em;
    align-items: baseline;
    font-size: 1em;
    font-weight: 600;
    hyphens: auto;
  }
  .fold {
    flex: none;
    inline-size: 1.85em;
    min-block-size: 1.85em;
    margin-inline-start: -0.25em;
    padding: 0;
    border: 0;
    color: var(--_muted);
    text-align: center;
  }
  .fold::before {
    content: '';
    display: inline-block;
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid currentColor;
    border-width: 0 0.125em 0.125em 0;
    transform: translateY(-0.15em) rotate(45deg);
  }
  .fold[aria-expanded='false']::before {
    transform: rotate(-45deg);
  }
  .box[data-rtl] .fold[aria-expanded='false']::before {
    transform: rotate(135deg);
  }
  .shut > tr > td > *,
  .shut .scale,
  .shut th .more,
  .shut > tr:not(.line) ~ tr {
    display: none;
  }
  .item {
    display: block;
    inline-size: 100%;
    min-block-size: 0;
    padding: 0.25em 0.4em;
    margin-inline: -0.4em;
    border: 0;
    border-radius: 4px;
    text-align: start;
    cursor: pointer;
  }
  .item + .item {
    margin-block-start: 0.15em;
  }
  .item:hover {
    background: var(--_sunken);
  }
  .more {
    color: var(--_muted);
  }
  [data-zoom='steps'] td .more,
  [data-zoom='steps'] .goal,
  [data-zoom='steps'] figcaption {
    display: none;
  }
  .words,
  .name,
  .plain,
  .goal {
    unicode-bidi: plaintext;
    text-align: match-parent;
    text-align: -webkit-match-parent;
  }
  [data-zoom='steps'] .words {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
  }
  /* Beside the sign, not below it. */
  [data-zoom='steps'] .dot + .words {
    display: -webkit-inline-box;
    max-inline-size: calc(100% - 1.5em);
    vertical-align: bottom;
  }
  .sign,
  .touchpoint {
    display: inline-flex;
    align-items: baseline;
    gap: 0.4em;
  }
  .touchpoint {
    flex-wrap: wrap;
  }
  .touchpoint .words {
    flex: 1;
  }
  .touchpoint .more {
    flex-basis: 100%;
    padding-inline-start: 1.65em;
  }
  .fit .touchpoint > span {
    flex-basis: 100%;
    padding: 0;
  }
  .fit .mark {
    display: block;
  }
  .sign {
    margin-inline-end: 0.75em;
  }
  .plain {
    display: block;
  }
  .icon,
  .shape {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    translate: 0 0.15em;
  }
  .icon path {
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .shape path {
    fill: var(--_line);
  }
  .dot {
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-inline-end: 0.4em;
    border: 1.5px solid var(--_muted);
    border-radius: 50%;
    overflow: hidden;
  }
  .dot[data-backing='evidence'] {
    background: var(--_muted);
  }
  .dot[data-backing='partly'] {
    border-inline-start-width: 0.38em;
  }
  .bar {
    display: inline-flex;
    gap: 2px;
    margin-inline-end: 0.5em;
  }
  .bar i {
    inline-size: 0.3em;
    block-size: 0.8em;
    border: 1px solid var(--_border);
    border-radius: 1px;
  }
  .bar .on {
    border-color: var(--_negative);
    background: var(--_negative);
  }
  .engagement i {
    inline-size: 0.9em;
  }
  .engagement .on {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .pain {
    border-inline-start: 3px solid var(--_negative);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    padding-inline-start: 0.5em;
    margin-inline-start: 0;
  }
  .pill {
    display: inline-block;
    padding-inline: 0.5em;
    border: 1px solid var(--_border);
    border-radius: 99px;
    font-size: 0.93em;
    color: var(--_muted);
  }
  .kpi .words {
    display: block;
  }
  .kpi .more {
    display: inline-block;
  }
  .figure {
    font-variant-numeric: tabular-nums;
  }
  .diamond {
    display: inline-block;
    inline-size: 0.55em;
    block-size: 0.55em;
    margin-inline: 0.15em 0.4em;
    background: var(--_accent);
    transform: rotate(45deg);
    overflow: hidden;
  }
  .kind-quotes .words::before {
    content: open-quote;
  }
  .kind-quotes .words::after {
    content: close-quote;
  }
  .kind-quotes .words,
  .kind-thoughts .words {
    font-style: italic;
  }
  .arrow::before {
    content: '→ ';
  }
  .box[data-rtl] .arrow::before {
    content: '← ';
  }
  .media img,
  .media video {
    display: block;
    max-inline-size: min(100%, 17em);
    max-block-size: 12em;
    border-radius: 6px;
  }
  .line > th {
    position: static !important;
    padding-block: 0.15em;
    border-block-start: 2px dashed var(--_border);
    background: none !important;
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .bar .on {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: CanvasText;
    }
    button[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -4px;
    }
  }
`;
