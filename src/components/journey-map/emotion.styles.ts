import {css} from 'lit';

/** The emotion lane with its lines, and the map read downwards. */
export const emotionStyles = css`
  .kind-emotion > tr > td {
    padding: 0;
    block-size: 13em;
    border-inline-end-style: dotted;
  }
  .kind-emotion.tall > tr > td {
    block-size: 18em;
  }
  .kind-emotion.compact > tr > td {
    block-size: 8em;
  }
  .shut.kind-emotion > tr > td {
    block-size: auto;
  }
  .scale {
    position: absolute;
    inset-block: calc(22% - 0.7em) calc(12% - 0.7em);
    inset-inline-end: 0.75em;
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    text-align: end;
    color: var(--_muted);
  }
  .feel {
    position: relative;
    block-size: 100%;
    min-block-size: inherit;
  }
  .curve {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .box[dir='rtl'] .curve {
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
  .point {
    position: absolute;
    inset-inline-start: calc(50% + var(--_shift, 0em));
    display: flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 1.85em;
    padding: 0 0.4em;
    border: 1px solid var(--_hairline);
    border-radius: 99px;
    background: var(--_surface);
    translate: -50% -50%;
    font-variant-numeric: tabular-nums;
  }
  .box[dir='rtl'] .point {
    translate: 50% -50%;
  }
  .point .shape {
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
    translate: none !important;
  }
`;
