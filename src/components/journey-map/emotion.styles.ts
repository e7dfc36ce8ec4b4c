import {css} from 'lit';

/** The emotion lane with its lines, and the map read downwards. */
export const emotionStyles = css`
  /* The lines stand below the title of their lane, however long it is. */
  .kind-emotion {
    --_feel: 10.75em;
  }
  .kind-emotion.tall {
    --_feel: 15em;
  }
  .kind-emotion.compact {
    --_feel: 9.25em;
  }
  .kind-emotion > tr > [part] ~ td {
    padding: 0;
    vertical-align: bottom;
    border-inline-end-style: dotted;
  }
  .lane.kind-emotion:not(.shut) > tr > th {
    padding-block-end: 0;
  }
  .scale {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    block-size: var(--_feel);
    padding-block: calc(0.1 * var(--_feel) - 0.7em);
    text-align: end;
    color: var(--_muted);
  }
  .feel {
    position: relative;
    block-size: var(--_feel);
  }
  /* Over the edge to the next column, so that no line is broken there. */
  .curve {
    position: absolute;
    inset: 0;
    inline-size: calc(100% + 1px);
    block-size: 100%;
  }
  .box[data-rtl] .curve {
    transform: scaleX(-1);
  }
  .curve path {
    fill: none;
    stroke: var(--_line);
    stroke-width: 2.25px;
    stroke-dasharray: var(--_dash);
    vector-effect: non-scaling-stroke;
  }
  .curve .later {
    stroke-width: 1px;
    opacity: 0.75;
  }
  .curve .zero {
    stroke: var(--_border);
    stroke-width: 1px;
    stroke-dasharray: none;
  }
  /* Where a column is narrow, its points say less: what does not fit wraps, and is out of sight. */
  .point {
    --_inner: calc(1.85em - 2px);
    --_room: 100% / var(--_beside, 1);
    position: absolute;
    inset-inline-start: calc(50% + var(--_place, 0) * min(4.6em, var(--_room)));
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    gap: 1em 0.2em;
    min-inline-size: 1.9em;
    inline-size: max-content;
    max-inline-size: calc(var(--_room));
    min-block-size: 0;
    block-size: 1.85em;
    padding: 0 0.3em;
    overflow: hidden;
    line-height: var(--_inner);
    border: 1px solid var(--_hairline);
    border-radius: 99px;
    background: var(--_surface);
    translate: -50% -50%;
    font-variant-numeric: tabular-nums;
  }
  .box[data-rtl] .point {
    translate: 50% -50%;
  }
  .point .shape {
    block-size: var(--_inner);
    translate: none;
  }
  .point .dot {
    margin-inline: 0.1em 0;
  }
  @supports (color: color-mix(in srgb, red, red)) {
    .tint {
      background: color-mix(in srgb, var(--_tint, var(--_hue)) 10%, var(--_surface));
    }
  }
  .stroke {
    position: relative;
    display: block;
    inline-size: 3em;
    min-block-size: 1.45em;
    text-align: center;
  }
  .key,
  .story,
  .story ol {
    list-style: none;
  }
  .story .tint {
    padding: 0.5em 1.25em;
  }
  .story h3 {
    flex: 1;
  }
  .story .goal {
    padding: 0.4em 1.25em;
  }
  .scene {
    padding: 0.75em 1.25em;
    border-block-start: 1px solid var(--_hairline);
  }
  .scene h4 {
    font-size: 1.0625em;
    font-weight: 600;
  }
  .scene dl {
    font-size: 0.9375em;
  }
  .scene dt {
    margin-block-start: 0.6em;
  }
  .scene .line {
    display: block;
    margin-block-end: 0.25em;
    padding-block-start: 0.15em;
    border-block-start: 2px dashed var(--_border);
  }
  .scene dd {
    margin: 0;
  }
  .felt {
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin-block: 0.25em;
  }
  .felt .point {
    flex: none;
    position: static;
    max-inline-size: none;
    translate: none !important;
  }
`;
