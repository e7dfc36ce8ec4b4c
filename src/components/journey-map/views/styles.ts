import {css} from 'lit';

/** Looks of the views beside the map; adopted once the first of them is shown. */
export const viewStyles = css`
  .list {
    inline-size: 100%;
    border-spacing: 0;
    font-size: 0.8125em;
  }
  .list.everything {
    min-inline-size: 88em;
    table-layout: fixed;
  }
  .list .one > * {
    vertical-align: baseline;
  }
  .list thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding: 0;
    background: var(--_sunken);
  }
  .list thead button {
    inline-size: 100%;
    border: 0;
    font-weight: 600;
  }
  .list thead button::after {
    content: ' ↕';
    content: ' ↕' / '';
    color: var(--_muted);
    font-weight: 400;
  }
  .list [aria-sort] button::after {
    content: ' ↑';
    color: inherit;
    font-weight: inherit;
  }
  .list [aria-sort='descending'] button::after {
    content: ' ↓';
  }
  .everything thead th:first-child {
    inline-size: 22%;
  }
  /* What stays in sight leaves room for the rest. */
  @container (max-width: 40em) {
    .everything thead th:first-child {
      inline-size: 11em;
    }
  }
  .list .one > th {
    font-weight: 600;
  }
  .list th[scope='rowgroup'] {
    font-weight: 600;
    background: var(--_sunken);
  }
  .items > .ends {
    padding: 0.75em 1.43em;
    font-size: 0.875em;
  }
  select {
    min-block-size: 2.25em;
    padding-block: 0.25em;
    background: var(--_surface);
  }
  .matrix {
    inline-size: 100%;
    min-inline-size: 56em;
    table-layout: fixed;
    border-spacing: 3px;
    font-size: 0.8125em;
  }
  .matrix caption {
    position: sticky;
    inset-inline-start: 0;
    inline-size: fit-content;
    max-inline-size: 100cqi;
    padding: 0.75em 1.54em;
    text-align: start;
    color: var(--_muted);
  }
  .matrix td {
    block-size: 7em;
    border-radius: 4px;
    background: var(--_sunken);
  }
  .matrix thead td {
    block-size: auto;
    inline-size: 7.5em;
    background: none;
  }
  .matrix .high.easy {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .matrix :is(td, th) {
    border: 0;
  }
  .card {
    margin: 0;
    border: 1px solid var(--_hairline);
    background: var(--_surface);
  }
  .card + .card {
    margin-block-start: 0.4em;
  }
  .personas {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18em), 1fr));
    gap: 1em;
    padding: 1.25em;
    list-style: none;
  }
  .persona {
    padding: 1em 1.25em;
    border: 1px solid var(--_hairline);
    border-block-start: 3px solid var(--_line);
    border-radius: 10px;
  }
  .persona h3 {
    font-size: 1.125em;
    font-weight: 600;
  }
  .persona > img {
    inline-size: 5em;
    block-size: 5em;
    border-radius: 50%;
    object-fit: cover;
  }
  .persona dl {
    margin-block-start: 0.75em;
    font-size: 0.9375em;
  }
  .storyboard {
    display: grid;
    grid-template-rows: 1fr auto;
    gap: 1em;
    min-block-size: 30em;
    padding: 1.25em;
    background: var(--_surface);
  }
  .storyboard > .row > .present {
    margin-inline-start: auto;
  }
  .slide {
    overflow: auto;
  }
  .slide .headline {
    margin-block: 0.25em 0.5em;
    font-size: 1.75em;
  }
  .slide .scenes img {
    max-inline-size: min(100%, 32em);
    max-block-size: 22em;
  }
  .slide dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
    gap: 0.5em 2em;
    margin-block-start: 1em;
  }
  :fullscreen {
    overflow: auto;
    border: 0;
    border-radius: 0;
    background: var(--_surface);
  }
  :fullscreen > * {
    max-block-size: 100vh;
  }
  :fullscreen .storyboard {
    block-size: 100vh;
    padding: 4vmin;
    font-size: 1.25em;
  }
`;
