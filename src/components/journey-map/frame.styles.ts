import {css, unsafeCSS} from 'lit';

const isPair = globalThis.CSS?.supports('color:light-dark(red,red)');

/** What stands around the map: its head, its tools, its panels. */
export const frameStyles = css`
  .box {
    --_sunken: var(--stagepost-color-sunken, ${unsafeCSS(isPair ? 'light-dark(#f5f6f8,#0e1116)' : '#f5f6f8')});
    --_positive: var(--stagepost-color-positive, ${unsafeCSS(isPair ? 'light-dark(#1a7f4b,#6fd6a0)' : '#1a7f4b')});
    --_caution: var(--stagepost-color-caution, ${unsafeCSS(isPair ? 'light-dark(#7a5c00,#e6c25a)' : '#7a5c00')});
    container-type: inline-size;
  }
  .panel ::file-selector-button {
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
  }
  button,
  .panel ::file-selector-button {
    min-block-size: 2.25em;
    padding: 0.25em 0.75em;
    text-align: start;
  }
  button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on);
  }
  button[aria-disabled='true'] {
    color: var(--_muted);
    border-color: var(--_hairline);
    cursor: default;
  }
  /* What goes wrong is said to eyes too, beside a map that stays as it is. */
  .box > [role='status']:not(:empty) {
    position: sticky;
    z-index: 9;
    clip-path: none;
    inset-block-end: 0;
    padding: 0.75em 1.25em;
    border-block-start: 1px solid var(--_hairline);
    background: var(--_sunken);
  }
  .head {
    padding: 1em 1.25em 0.75em;
  }
  .headline {
    unicode-bidi: plaintext;
    text-align: match-parent;
    text-align: -webkit-match-parent;
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.2;
    padding-block-end: 0.2em;
  }
  /* A heading that is led to has its text close below. */
  :is(h2, h3):focus-visible {
    outline-offset: 0;
  }
  .head .more,
  .panel .more,
  .detail .more {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  summary {
    padding-block: 0.5em;
    font-size: 0.8125em;
    cursor: pointer;
  }
  .detail .title,
  .detail dd,
  details dd p {
    unicode-bidi: plaintext;
    text-align: match-parent;
    text-align: -webkit-match-parent;
  }
  details dl {
    max-inline-size: 68ch;
  }
  dt {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  dd {
    margin-block-end: 0.75em;
  }
  .views,
  .tools,
  .group,
  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .group {
    gap: 0;
  }
  .group button {
    border-radius: 0;
    margin-inline-end: -1px;
  }
  .group button:first-child {
    border-start-start-radius: 6px;
    border-end-start-radius: 6px;
  }
  .group button:last-child {
    border-start-end-radius: 6px;
    border-end-end-radius: 6px;
    margin-inline-end: 0;
  }
  /* 1.25em of the box, as the head has. */
  .views,
  .tools {
    padding: 0.5em 1.43em;
    font-size: 0.875em;
  }
  .views {
    border-block-end: 1px solid var(--_hairline);
  }
  .search {
    flex: 1 1 14em;
    justify-content: flex-end;
  }
  .search input {
    flex: 0 1 16em;
    min-block-size: 2.25em;
    margin: 0;
    padding-block: 0.25em;
  }
  .hits {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .previous::before {
    content: '↑';
  }
  .next::before {
    content: '↓';
  }
  .up::before {
    content: '↑';
  }
  .down::before {
    content: '↓';
  }
  .close::before {
    content: '✕';
  }
  .tools[data-narrow] :is([data-do='fit'], [data-do='compact']) {
    display: none;
  }
  .panel {
    padding: 0.75em 1.43em;
    border-block: 1px solid var(--_hairline);
    background: var(--_sunken);
    font-size: 0.875em;
  }
  .report {
    margin-block-start: 0.75em;
  }
  .report h3 {
    font-weight: 600;
  }
  .remarks {
    columns: 28em;
    margin-block: 0.5em;
  }
  .choices {
    display: grid;
    gap: 0.25em;
    list-style: none;
    margin-block: 0.5em;
    max-inline-size: 48em;
  }
  .choices li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  .choices .row {
    gap: 0.25em;
  }
  .facet,
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em;
    margin-block: 0.35em 0.75em;
  }
  .facet legend {
    margin-block-end: 0.25em;
    font-weight: 600;
  }
  .stage-and-detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    border-block-start: 1px solid var(--_hairline);
    border-end-start-radius: 9px;
    border-end-end-radius: 9px;
    overflow: clip;
  }
  .detail {
    inline-size: 20em;
    max-block-size: var(--stagepost-journey-map-block-size, 85vh);
    padding: 1em 1.25em;
    overflow: auto;
    border-inline-start: 1px solid var(--_hairline);
    background: var(--_surface);
  }
  .detail > .ends {
    margin-block-end: 0.4em;
  }
  @container (width < 46em) {
    .search input {
      flex-grow: 1;
    }
    .stage-and-detail {
      grid-template-columns: minmax(0, 1fr);
    }
    .detail {
      order: -1;
      inline-size: auto;
      border-inline: 0;
      border-block-end: 1px solid var(--_hairline);
    }
  }
  .detail dl {
    margin-block-start: 0.75em;
  }
  .detail dd .jump {
    display: block;
  }
  .jump {
    min-block-size: 0;
    padding: 0.15em 0;
    border: 0;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    color: var(--_accent);
  }
  .dots {
    padding-inline-start: 1.1em;
  }
  .notice {
    padding: 1.5em;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em;
  }
  .legend button {
    min-block-size: 0;
    max-inline-size: 100%;
    padding: 0.15em 0.5em;
    border-color: var(--_hairline);
  }
  .legend .sign {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .legend [aria-pressed='true'] {
    border-color: var(--_line, var(--_accent));
    outline: 1px solid var(--_accent);
    background: var(--_surface);
    color: var(--_text);
  }
  /* What a browser takes the colour of is given one of the reader's own. */
  @media (forced-colors: active) {
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .box :is(.diamond, .bar .on, .dot[data-backing='evidence']) {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: CanvasText;
    }
    .box :is(.icon, .curve) path {
      stroke: CanvasText;
    }
    .box .curve .zero {
      stroke: GrayText;
    }
    .box .shape path {
      fill: currentColor;
    }
  }
  .opened:not(:focus-visible) {
    outline: 2px solid var(--_accent);
  }
  .hit {
    outline: 2px dashed var(--_accent);
  }
  /* Where a filter leaves nothing of a cell, its channels go, too. */
  td:has(> .item[hidden]):not(:has(> .item:not([hidden]))) > .sign {
    display: none;
  }
  .story > .legend {
    padding: 0.5em 1.25em;
  }
`;
