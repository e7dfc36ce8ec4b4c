import {css} from 'lit';

/** A prompt over the page, in the corner that `placement` names; sides are those of the prompt's own language. */
export const styles = css`
  :host(:not([hidden])) {
    display: contents !important;
  }
  .box {
    --_gap: max(1em, env(safe-area-inset-bottom));
    position: fixed;
    z-index: 2147483647;
    inset-block: auto var(--_gap);
    inset-inline: auto 1em;
    box-sizing: border-box;
    inline-size: min(30em, 100vi - 2em);
    max-block-size: calc(100dvb - 2em);
    overflow: auto;
    overscroll-behavior: contain;
    scroll-padding-block: 4em 7em;
    padding: 1.25em;
    border-radius: 12px;
    box-shadow:
      0 2px 6px rgb(0 0 0 / 0.08),
      0 12px 36px rgb(0 0 0 / 0.16);
  }
  /* Raised above the page: in the dark a shadow is not seen. */
  @supports (color: light-dark(red, red)) {
    .box {
      --_surface: var(--stagepost-color-surface, light-dark(#fff, #1c222c));
      --_hairline: var(--stagepost-color-hairline, light-dark(#dfe3ea, #3a4452));
    }
  }
  :host([placement^='top']) .box {
    inset-block: 1em auto;
    --_from: -8px;
  }
  :host([placement$='start']) .box {
    inset-inline: 1em auto;
  }
  :host(:is([placement='top'], [placement='bottom'])) .box {
    inset-inline: 1em;
    margin-inline: auto;
  }
  /* Beside the way out, with its focus ring. */
  .title {
    inline-size: calc(100% - 2.25em);
  }
  /* In reach however far its visitor scrolls: the way out, and the way on. */
  .close,
  form > .row {
    position: sticky;
    z-index: 1;
  }
  .close {
    display: block;
    inset-block-start: -0.875em;
    inline-size: 2.75em;
    margin-block: -0.875em -1.875em;
    margin-inline: auto -0.75em;
    padding: 0.25em 0 0;
    border-color: transparent;
    background: var(--_surface);
    color: var(--_muted);
  }
  form > .row {
    inset-block-end: -1.25em;
    margin: -1.25em;
    padding: 0.75em 1.25em;
    background: var(--_surface);
  }
  .close::before {
    content: '\\d7';
    font-size: 1.5em;
    line-height: 1;
  }
  .close:hover {
    color: var(--_text);
  }
  /* As strong as the rules of the placements: where there is no room for two sides there is none for a corner. */
  @media (max-width: 30em) {
    :host(:not([hidden])) .box {
      inset-inline: 0.5em;
      inline-size: auto;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .box {
      animation: arrive 0.2s ease-out;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 var(--_from, 8px);
    }
  }
  @media print {
    .box {
      display: none;
    }
  }
`;
