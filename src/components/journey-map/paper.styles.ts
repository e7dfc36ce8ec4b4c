import {css} from 'lit';

/** The map on paper. */
export const paperStyles = css`
  .page + .page {
    break-before: page;
  }
  @media screen {
    .paper {
      display: none;
    }
  }
  @media print {
    .box {
      border: 0;
      color-scheme: light !important;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    .tools,
    .views,
    .panel,
    .detail,
    [data-paper] > :not(.paper),
    .fold {
      display: none;
    }
    .page > .headline {
      margin-block-end: 0.4em;
    }
    .page .key {
      font-size: 0.75em;
    }
    .page .grid {
      inline-size: 100%;
      font-size: 0.75em;
    }
    .page col:not(.lane) {
      inline-size: auto;
    }
    .page col.lane {
      inline-size: 9em;
    }
    .page tr {
      break-inside: avoid;
    }
    .page .line {
      break-after: avoid;
    }
    .page :is(thead, th, .corner, .pinned) {
      position: relative !important;
      inset: auto !important;
    }
    .page .shut {
      display: none;
    }
  }
`;
