import {css, unsafeCSS} from 'lit';

const isPair = globalThis.CSS?.supports('color:light-dark(red,red)');
const positive = isPair ? 'light-dark(#1a7f4b,#6fd6a0)' : '#1a7f4b';

/** Looks of two maps held against each other. */
export const compareStyles = css`
  .compare,
  .roll-up {
    --_positive: ${unsafeCSS(positive)};
  }
  .choose {
    padding: 0.75em 1.43em;
    font-size: 0.875em;
  }
  .choose label {
    gap: 0.5em;
    color: var(--_muted);
  }
  .choose .edge {
    min-block-size: 2.25em;
    max-inline-size: min(100%, 24em);
    padding: 0.25em 0.75em;
    color: var(--_text);
  }
  .choose ::file-selector-button {
    margin-inline-end: 0.75em;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
  }
  .compare .state {
    padding: 0 1.25em 0.75em;
  }
  .hint {
    max-inline-size: 68ch;
    color: var(--_muted);
  }
  .compare .trouble {
    padding: 0 1.25em 0.75em;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .roll-up > .hint {
    padding: 0.75em 1.43em 0;
    font-size: 0.875em;
  }
  .compare .state button {
    margin-block-start: 0.75em;
  }
  .compare .same {
    padding-block: 0.75em;
    font-size: 1.125em;
    font-weight: 600;
  }
  .compare .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18em), 1fr));
    gap: 0.75em 2em;
  }
  .two dt {
    display: flex;
    align-items: center;
    gap: 0.6em;
  }
  .two dd {
    margin: 0;
  }
  .two strong {
    font-weight: 600;
  }
  .two dd .more {
    display: block;
    font-size: 0.8125em;
  }
  .sample {
    --_line: var(--_accent);
    position: relative;
    display: inline-flex;
    justify-content: center;
    align-items: center;
    inline-size: 3em;
    block-size: 1.25em;
  }
  .sample .shape,
  .point .shape {
    position: relative;
    translate: none;
    overflow: visible;
  }
  .sample.before .shape path,
  .point.before .shape path {
    fill: var(--_surface);
    stroke: var(--_line);
    stroke-width: 2.5;
  }
  .compare .curve path {
    stroke-dasharray: none;
  }
  .compare .curve .then {
    stroke-width: 1.75px;
    stroke-dasharray: 5 4;
  }
  .compare .counts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    padding: 0.25em 1.43em 1em;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .counts .mark .sign {
    min-inline-size: 0.9em;
  }
  .counts button[aria-pressed='true'] .sign {
    color: inherit;
  }
  .compare .whole {
    margin-inline-start: auto;
    padding-inline-start: 0.75em;
  }
  .whole .delta {
    font-size: 1.125em;
  }
  .delta {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .delta.good {
    color: var(--_positive);
  }
  .delta.bad {
    color: var(--_negative);
  }
  /* A figure with its sign keeps its order in a text from right to left. */
  .compare :is(.delta, .score),
  .values :is(.was, .now) {
    display: inline-block;
    unicode-bidi: plaintext;
  }
  .delta.even {
    font-weight: 400;
    color: var(--_muted);
  }
  .wide {
    overflow-x: auto;
    border-block-start: 1px solid var(--_hairline);
  }
  .wide caption,
  .differences caption {
    padding: 0.9em 1.34em 0.4em;
    font-size: 1.15em;
    font-weight: 600;
    text-align: start;
  }
  .wide caption {
    position: sticky;
    inset-inline-start: 0;
    inline-size: fit-content;
    max-inline-size: 100cqi;
  }
  .curves {
    --_step: 10.5em;
    --_lane: 13em;
  }
  .curves > tbody {
    --_feel: 9.25em;
  }
  .curves > tbody > tr > td {
    block-size: 11em;
    padding: 0;
    border-inline-end-style: dotted;
    vertical-align: top;
  }
  .curves .step .more {
    display: block;
    font-weight: 400;
  }
  .curves th p {
    margin-block-start: 0.4em;
  }
  .curves th .more {
    display: block;
  }
  .below {
    padding-block-end: 0.5em;
    text-align: center;
  }
  .mark .sign {
    display: inline-block;
    margin: 0;
    font-weight: 700;
  }
  .mark.added .sign {
    color: var(--_positive);
  }
  .mark.removed .sign {
    color: var(--_negative);
  }
  .mark.changed .sign,
  .mark.moved .sign {
    color: var(--_accent);
  }
  .differences {
    table-layout: fixed;
  }
  .differences .how {
    inline-size: 7.5em;
  }
  .differences thead th {
    padding: 0.5em 0.75em;
    font-weight: 600;
  }
  .differences thead th:first-child {
    inline-size: 8em;
  }
  .differences thead th:nth-child(2),
  .differences .one > th {
    inline-size: 30%;
  }
  .differences thead th:nth-child(3) {
    inline-size: 18%;
  }
  .differences tbody > tr > th:first-child {
    position: static;
  }
  .differences th > .more {
    font-weight: 400;
  }
  .differences .one > th {
    font-weight: 400;
  }
  .differences .one :is(.item, .plain) {
    font-weight: 600;
  }
  .differences .mark + .mark {
    margin-block-start: 0.25em;
  }
  .differences .field {
    display: grid;
    grid-template-columns: minmax(6em, 1fr) 3fr;
    gap: 0.5em;
  }
  .differences .field + .field {
    margin-block-start: 0.35em;
  }
  .values > :is(.line-added, .line-removed) {
    display: block;
    padding-inline-start: 1.1em;
    text-indent: -1.1em;
  }
  .values .sign {
    display: inline-block;
    inline-size: 1.1em;
    margin: 0;
    text-indent: 0;
    font-weight: 700;
  }
  .line-added .sign {
    color: var(--_positive);
  }
  .line-removed .sign {
    color: var(--_negative);
  }
  .line-removed,
  .values .was {
    color: var(--_muted);
  }
  .becomes::after {
    content: '→';
    margin-inline: 0.35em;
    color: var(--_muted);
  }
  .box[data-rtl] .becomes::after {
    content: '←';
  }
  .values .now {
    font-weight: 600;
  }
  .values .delta {
    margin-inline-start: 0.75em;
  }
  .changes > button {
    margin: 1em 1.25em;
  }
  .changes > .hint {
    padding: 1em 1.25em;
  }
  @container (max-width: 40em) {
    .differences .field {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .differences,
    .differences :is(caption, tbody, tr, td, th) {
      display: block;
      inline-size: auto !important;
    }
    .differences thead {
      position: fixed;
      clip-path: inset(50%);
    }
    .differences .one {
      padding: 0.75em 1.25em;
      border-block-end: 1px solid var(--_hairline);
    }
    .differences .one > * {
      padding: 0.1em 0;
      border: 0;
      background: none;
    }
    .curves {
      --_step: 8em;
      --_lane: 8em;
    }
    .compare .whole {
      margin-inline-start: 0;
      padding: 0;
    }
  }
  @media (forced-colors: active) {
    .compare .curve path {
      stroke: CanvasText;
    }
  }
  @media print {
    .scroller {
      max-block-size: none;
      overflow: visible;
    }
    .choose,
    .changes > button {
      display: none;
    }
    .counts button {
      min-block-size: 0;
      padding: 0;
      border: 0;
    }
    .wide {
      overflow: visible;
      break-inside: avoid;
    }
    .curves {
      inline-size: 100%;
      font-size: 0.6em;
    }
    .curves col:not(.lane) {
      inline-size: auto;
    }
    .curves col.lane {
      inline-size: 9em;
    }
    .compare :is(thead, th, .corner) {
      position: static !important;
    }
    .differences tr {
      break-inside: avoid;
    }
    .differences th[scope='rowgroup'] {
      break-after: avoid;
    }
  }
`;
