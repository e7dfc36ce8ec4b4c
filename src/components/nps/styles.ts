import {css} from 'lit';

export const styles = css`
  .scale {
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
    min-block-size: max(var(--stagepost-nps-score-size, 2.75em), 24px);
    inline-size: clamp((100% - 41px) / 11, (30em - 100%) * 99, (100% - 21px) / 6);
    font-variant-numeric: tabular-nums;
  }
  .scale input {
    appearance: none;
    position: absolute;
    inset: 0;
    border: 1px solid var(--_border);
    border-radius: 6px;
    cursor: pointer;
  }
  .scale :hover,
  .choices label:hover {
    border-color: var(--_accent);
  }
  .scale :checked,
  .scale :checked + span {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on);
  }
  .scale span {
    position: relative;
    pointer-events: none;
  }
  .more .title {
    font-size: 1em;
  }
  .choices {
    gap: 0.5em;
    margin-block: 0.75em;
  }
  .choices label,
  .consent {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    cursor: pointer;
  }
  .choices label {
    padding-inline: 0.75em 1em;
    border: 1px solid var(--_border);
    border-radius: 1.5em;
  }
  .choices label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .choices input,
  .consent input {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
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
    background: currentColor;
  }
  @media (forced-colors: active) {
    .scale :checked,
    .scale :checked + span {
      forced-color-adjust: none;
      background: SelectedItem;
      color: SelectedItemText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .more {
      animation: more 0.16s;
    }
    @keyframes more {
      from {
        opacity: 0;
      }
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;
