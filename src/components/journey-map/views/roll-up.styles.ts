import {css} from 'lit';

/** Looks of several maps in one table. */
export const rollUpStyles = css`
  .roll-up .wide {
    border: 0;
  }
  .rolled {
    min-inline-size: 100%;
    border-spacing: 0;
    font-size: 0.8125em;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .rolled thead th {
    font-weight: 600;
    background: var(--_sunken);
    border-block-start: 1px solid var(--_hairline);
  }
  .rolled thead th::first-letter {
    text-transform: uppercase;
  }
  .rolled :is(td, thead th) {
    min-inline-size: 11.5em;
  }
  .rolled tbody th {
    min-inline-size: 12em;
  }
  .rolled th .more,
  .rolled .item > .more,
  .rolled .count,
  .rolled .felt {
    display: block;
  }
  .rolled .item {
    inline-size: calc(100% + 0.8em);
  }
  .rolled .count {
    margin-block-start: 0.3em;
  }
  .rolled .figure {
    font-size: 1.7em;
    font-weight: 600;
    line-height: 1.2;
  }
  .rolled .felt > .more {
    display: block;
  }
  .rolled .count.on .sign {
    margin-inline-end: 0.35em;
    color: var(--_positive);
  }
  .rolled .count.off .sign {
    margin-inline-end: 0.35em;
    color: var(--_negative);
  }
  .rolled .worst {
    outline: 2px solid var(--_negative);
    outline-offset: -2px;
  }
  .rolled .total {
    background: var(--_sunken);
  }
  .rolled tfoot th {
    position: sticky;
    inset-inline-start: 0;
    z-index: 2;
    font-weight: 600;
    background: var(--_sunken);
  }
  .lowest {
    margin-block-start: 0.5em;
    padding-block-start: 0.4em;
    border-block-start: 1px solid var(--_hairline);
  }
  .range {
    position: relative;
    display: block;
    block-size: 0.7em;
    max-inline-size: 11em;
    margin-block: 0.3em;
    background: linear-gradient(var(--_hairline), var(--_hairline)) center / 100% 1px no-repeat;
  }
  .range::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 50%;
    border-inline-start: 1px solid var(--_border);
  }
  .range .span {
    position: absolute;
    inset-block: 0.25em;
    border: solid var(--_muted);
    border-width: 0.1em 0;
  }
  .range .mean {
    position: absolute;
    inset-block: 0;
    inline-size: 0.7em;
    margin-inline-start: -0.35em;
    border: 1px solid var(--_surface);
    border-radius: 50%;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  @container (max-width: 40em) {
    .rolled tbody th {
      min-inline-size: 8em;
      max-inline-size: 8em;
    }
  }
  @media (forced-colors: active) {
    .range {
      forced-color-adjust: none;
    }
  }
  @media print {
    .rolled {
      font-size: 0.6em;
    }
    .rolled :is(td, thead th, tbody th) {
      min-inline-size: 0;
    }
    .rolled :is(thead, th) {
      position: static !important;
    }
    .rolled tr {
      break-inside: avoid;
    }
  }
`;
