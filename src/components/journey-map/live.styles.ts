/** How what visitors said looks: a number, its interval on the whole range, and where it contradicts the team. */
import {css} from 'lit';

export const liveStyles = css`
  .live .words,
  .live .measured,
  .live .track + .more,
  .against {
    display: block;
  }
  .live .figure {
    font-size: 1.2em;
  }
  .track {
    position: relative;
    display: block;
    block-size: 0.5em;
    margin-block: 0.2em;
    border-block-end: 1px solid var(--_border);
  }
  .track i {
    position: absolute;
    inset-block-end: 0;
  }
  .middle {
    inset-inline-start: 50%;
    block-size: 100%;
    border-inline-start: 1px solid var(--_border);
  }
  .reach {
    block-size: 0.25em;
    min-inline-size: 1px;
    border-block-end: 0.25em solid var(--_muted);
  }
  .tip {
    block-size: 0.5em;
    margin-inline-start: -1.5px;
    border-inline-start: 3px solid var(--_text);
  }
  .against {
    margin-block-start: 0.2em;
    padding-inline-start: 0.5em;
    border-inline-start: 3px solid var(--_accent);
    font-weight: 600;
  }
  .worse {
    border-color: var(--_negative);
  }
  .worse::before {
    content: '▼ ';
  }
  .better::before {
    content: '▲ ';
  }
  .badge {
    display: inline-block;
    padding-inline: 0.6em;
    border: 1px dashed var(--_border);
    border-radius: 99px;
  }
`;
