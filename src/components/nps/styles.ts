import {css} from 'lit';

export const styles = css`
  .scale {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: 0.75em 0.5em;
  }
  /* Eleven in a row where there is room, else six and five: the middle value is huge on one side of 26em, negative on the other. */
  .scale label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: max(var(--stagepost-nps-score-size, 2.75em), 24px);
    inline-size: clamp((100% - 41px) / 11, (26em - 100%) * 99, (100% - 21px) / 6);
  }
  .scale input {
    appearance: none;
    position: absolute;
    inset: 0;
    min-block-size: 0;
    padding: 0;
  }
  /* The wide border shows which one is chosen where forced colours take the background away. */
  .scale :checked,
  .scale :checked + span {
    border-width: 4px;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on);
  }
  .scale span {
    position: relative;
    white-space: nowrap;
    pointer-events: none;
  }
  .more .title {
    font-size: 1em;
  }
  .choices {
    gap: 0.5em;
    margin-block: 0.75em;
  }
  .pick {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    cursor: pointer;
  }
  .choices .pick {
    border-radius: 1.5em;
  }
  label:hover,
  label :hover {
    border-color: var(--_accent);
  }
  .choices :has(:checked) {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .pick input {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
  }
  .state::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.5em;
    padding: 0.3em;
    border: 2px solid;
    border-radius: 1.5em;
  }
  /* All border: forced colours and paper have no background. */
  .sent::before {
    border-width: 0.45em;
    padding: 0;
  }
  [aria-disabled='true'] {
    opacity: 0.5;
  }
  @media (prefers-reduced-motion: no-preference) {
    .more {
      transition: opacity 0.16s;
    }
    @starting-style {
      .more {
        opacity: 0;
      }
    }
  }
  @media print {
    button {
      display: none;
    }
    /* On paper without backgrounds its white would be a pale grey. */
    .scale :checked,
    .scale :checked + span {
      background: none;
      color: inherit;
    }
  }
`;
