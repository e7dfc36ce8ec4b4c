import {css} from 'lit';

export const styles = css`
  .count {
    font-size: 1.375em;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .stack {
    gap: 0.75em;
  }
  ul {
    display: grid;
    gap: 0.25em;
    list-style: none;
  }
`;
