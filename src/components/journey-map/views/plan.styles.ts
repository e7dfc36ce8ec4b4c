import {css} from 'lit';

/** Looks of the views of priorities and of the check. */
export const planStyles = css`
  .plan,
  .check {
    container-type: inline-size;
    padding: 1.5em 1.25em 2em;
  }
  .plan p,
  .check p {
    max-inline-size: 68ch;
  }
  .plan > .title,
  .check > .title {
    margin-block-start: 2em;
  }
  .check > .title:first-child {
    margin-block-start: 0;
  }
  .plan .more,
  .check .more {
    font-size: 0.8125em;
  }
  .plan .item,
  .check .item {
    font-weight: 600;
  }
  /* Where the text around is small already. */
  .plan :is(.ranking, .chain, .loose) .more,
  .check .rule .more {
    font-size: 0.875em;
  }
  .weights {
    padding: 1em 1.25em;
    border-radius: 10px;
    background: var(--_sunken);
  }
  .weights legend {
    float: inline-start;
  }
  .weights legend + .more {
    clear: both;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 0.75em 1.5em;
    margin-block: 0.75em;
    font-size: 0.875em;
  }
  .fields input {
    inline-size: 100%;
    min-block-size: 1.75em;
    cursor: pointer;
  }
  .fields b {
    font-weight: 600;
  }
  .weights button {
    font-size: 0.875em;
  }
  /* On paper nothing is set: the figures alone. */
  @media print {
    .weights :is(input, button, .more) {
      display: none;
    }
    .fields {
      clear: both;
      margin-block: 0;
      padding-block-start: 0.5em;
    }
  }
  .reasons {
    margin-block: 1.5em;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_accent);
  }
  .reasons .dots {
    margin-block-start: 0.25em;
  }
  .ranking {
    inline-size: 100%;
    border-spacing: 0;
    font-size: 0.875em;
  }
  .ranking caption {
    caption-side: bottom;
    padding-block-start: 0.75em;
    text-align: start;
    font-size: 0.9286em;
    color: var(--_muted);
  }
  .ranking :is(th, td) {
    padding: 0.75em 0.5em;
    border-inline: 0;
    background: none;
  }
  .ranking thead {
    position: static;
  }
  .ranking thead th {
    vertical-align: bottom;
    font-weight: 600;
    line-height: 1.25;
  }
  .ranking thead .more {
    display: block;
    font-weight: 400;
    white-space: nowrap;
  }
  .ranking tbody > tr > th:first-child,
  .ranking tbody > tr > th {
    position: static;
    background: none;
  }
  .rank {
    inline-size: 2.5em;
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
  }
  .ranking th[scope='row'] {
    min-inline-size: 14em;
  }
  .ranking th .item {
    display: inline;
    inline-size: auto;
    margin: 0;
    padding: 0.15em 0;
  }
  .ranking th .item:hover {
    text-decoration: underline;
    background: none;
  }
  .ranking th .pill {
    white-space: nowrap;
  }
  .ranking .score {
    inline-size: 6.5em;
  }
  .plan .figure {
    unicode-bidi: isolate;
  }
  .ranking .score .figure {
    font-size: 1.125em;
    font-weight: 600;
  }
  .criterion {
    inline-size: 6em;
    font-variant-numeric: tabular-nums;
  }
  .criterion .more {
    margin-inline-start: 0.4em;
  }
  .criterion .label {
    display: none;
  }
  .meter {
    display: block;
    max-inline-size: 6em;
    margin-block-start: 0.35em;
    border-radius: 3px;
    background: var(--_hairline);
    overflow: hidden;
  }
  .meter i {
    display: block;
    border-block-start: 0.375em solid var(--_muted);
  }
  .ranking .score .meter i,
  [data-rank='1'] .meter i {
    border-color: var(--_accent);
  }
  .ranking [data-rank='1'] > * {
    background: var(--_sunken);
  }
  .ranking [data-rank='1'] > :first-child {
    font-weight: 600;
  }
  .ranking tr:not([data-rank]) .meter i {
    border-color: var(--_border);
  }
  .chains {
    list-style: none;
    margin-block-start: 1em;
    font-size: 0.875em;
  }
  .chain {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 2.25em;
    padding-block: 1em;
    border-block-start: 1px solid var(--_hairline);
  }
  .loose dt,
  .chain dt {
    margin-block-end: 0.25em;
    font-size: 0.9286em;
  }
  .chain dd {
    margin: 0;
  }
  .chain .link {
    position: relative;
  }
  .chain .link + .link::before {
    content: '→';
    position: absolute;
    inset-inline-start: -1.6em;
    color: var(--_border);
  }
  .box[data-rtl] .chain .link + .link::before {
    content: '←';
  }
  .chain .item,
  .loose .item,
  .places .item {
    margin-inline: 0;
    padding-inline: 0;
  }
  .chain .item:hover,
  .loose .item:hover,
  .places .item:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .chain .item .bar,
  .loose .item .bar {
    vertical-align: baseline;
  }
  .gap {
    padding: 0.5em 0.75em;
    border: 1px dashed var(--_border);
    border-radius: 6px;
    color: var(--_muted);
  }
  .verdict {
    font-weight: 600;
  }
  .verdict::before {
    content: '=';
    margin-inline-end: 0.4em;
  }
  [data-verdict='better'] {
    color: var(--_positive);
  }
  [data-verdict='worse'] {
    color: var(--_negative);
  }
  [data-verdict='better']::before {
    content: '✓';
  }
  [data-verdict='worse']::before {
    content: '✕';
  }
  .loose {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18em), 1fr));
    gap: 1em 2em;
    margin-block-start: 0.75em;
    font-size: 0.875em;
  }
  .rule {
    display: grid;
    grid-template-columns: minmax(0, 22em) minmax(0, 1fr);
    gap: 1em 3em;
    margin-block-start: 1.25em;
    padding-block-start: 1.25em;
    border-block-start: 1px solid var(--_hairline);
    font-size: 0.9375em;
  }
  .rule p + p {
    margin-block-start: 0.5em;
  }
  .level {
    font-size: 0.8667em;
    font-weight: 600;
    color: var(--_muted);
  }
  .level::before {
    content: '';
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-inline-end: 0.5em;
    border: 0.15em solid currentColor;
    border-radius: 50%;
  }
  [data-level='warning'] .level {
    color: var(--_caution);
  }
  [data-level='warning'] .level::before {
    inline-size: 0;
    block-size: 0;
    border-width: 0.3em;
    border-radius: 1px;
    transform: rotate(45deg);
  }
  .places {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
    gap: 0.25em 1.5em;
    margin-block-start: 0.25em;
    list-style: none;
  }
  .item > .more {
    font-weight: 400;
  }
  .clean::before {
    content: '✓';
    margin-inline-end: 0.5em;
    color: var(--_positive);
  }
  @container (max-width: 52em) {
    .fields {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 12em), 1fr));
    }
    .ranking,
    .ranking :is(tbody, caption) {
      display: block;
    }
    .ranking thead {
      position: absolute;
      clip-path: inset(50%);
      block-size: 1px;
      overflow: hidden;
    }
    .ranking tr[role='row'] {
      position: relative;
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 0.5em 1em;
      padding-block: 1em;
      padding-inline-start: 2em;
      border-block-end: 1px solid var(--_hairline);
    }
    .ranking tbody :is(th, td) {
      inline-size: auto;
      min-inline-size: 0;
      padding: 0;
      border: 0;
      background: none !important;
    }
    .ranking .rank {
      position: absolute;
      inset-block-start: 1em;
      inset-inline-start: 0;
    }
    .ranking th[scope='row'],
    .ranking .score {
      grid-column: 1 / -1;
    }
    .ranking .score {
      display: flex;
      inline-size: auto;
      align-items: center;
      gap: 0.75em;
    }
    .ranking .score .meter {
      flex: 1;
      max-inline-size: none;
      margin: 0;
    }
    .criterion .label {
      display: block;
      font-size: 0.9286em;
      color: var(--_muted);
    }
    .rule {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 36em) {
    .ranking tr[role='row'] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .chain {
      grid-template-columns: minmax(0, 1fr);
      gap: 1em;
    }
    .chain .link {
      padding-inline-start: 1.75em;
    }
    .chain .link:first-child {
      padding-inline-start: 0;
    }
    .chain .link + .link::before {
      content: '↳' !important;
      inset-inline-start: 0;
    }
  }
`;
