import {css} from 'lit';

export const styles = css`
  .scale {
    --_size: var(--stagepost-nps-score-size, 2.75em);
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: 0.75em 0.5em;
  }
  /* Eleven in a row where there is room, else six and five: the middle value is huge on one side of 30em, negative on the other. */
  .scale label {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    min-block-size: max(var(--_size), 24px);
    inline-size: clamp(calc((100% - 41px) / 11), calc((30em - 100%) * 99), calc((100% - 21px) / 6));
    font-variant-numeric: tabular-nums;
  }
  .scale input {
    appearance: none;
    position: absolute;
    inset: 0;
    margin: 0;
    border: 1px solid var(--_border);
    border-radius: 6px;
    cursor: pointer;
  }
  .scale input:hover {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .scale input:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .scale span {
    position: relative;
    pointer-events: none;
  }
  .scale input:checked + span {
    color: var(--_on);
    font-weight: 600;
  }
  .choices {
    margin-block-start: 0.75em;
    gap: 0.5em;
  }
  .choices label {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding-inline: 0.75em 1em;
    border: 1px solid var(--_border);
    border-radius: 1.5em;
    cursor: pointer;
  }
  .choices label:hover,
  .choices label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  [type='checkbox'],
  .choices input {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
  }
  [aria-disabled='true'] + span {
    color: var(--_muted);
  }
  .consent {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: 2.75em;
  }
  .state::before {
    content: '';
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-inline-end: 0.6em;
    border: 2px solid;
    border-radius: 50%;
  }
  .sent::before {
    background: var(--_positive);
    border-color: var(--_positive);
  }
  @media (forced-colors: active) {
    .scale input:checked,
    .scale input:checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .more {
      animation: more 0.16s ease-out;
    }
    @keyframes more {
      from {
        opacity: 0;
        transform: translateY(4px);
      }
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;
