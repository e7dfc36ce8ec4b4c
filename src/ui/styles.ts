import {css, unsafeCSS} from 'lit';

/** Colour roles as page tokens `--stagepost-color-<role>`: light,dark. Text has at least 4.5:1, controls 3:1, on the surface. */
export const colors = {
  surface: '#fff,#14181f',
  text: '#1b2330,#dfe3ea',
  muted: '#566072,#a3adbd',
  border: '#7d879a,#7d879a',
  hairline: '#dfe3ea,#2b3340',
  accent: '#2a5bd7,#8fb0ff',
  on: '#fff,#14181f',
  negative: '#b3261e,#ff9a92',
  focus: '#2a5bd7,#8fb0ff',
} as const;

/** `--_text: var(--stagepost-color-text, #1b2330)` and so on; both colours where the browser can choose between them. */
const roles = Object.entries(colors).map(([role, pair]) => {
  const color = globalThis.CSS?.supports('color:light-dark(red,red)') ? `light-dark(${pair})` : pair.split(',')[0];
  return `--_${role}:var(--stagepost-color-${role},${color})`;
});

/**
 * The box that every element draws itself in. It forgets what a page's style sheet gave the host, except font, direction and
 * colour scheme; sizes are in em of the element's own font, so a page's root font size does not reach them.
 */
export const baseStyles = css`
  :host(:not([hidden])) {
    display: block !important;
  }
  .box {
    all: initial;
    ${unsafeCSS(roles.join(';'))};
    display: flow-root;
    max-inline-size: 44em;
    padding: 1.5em;
    border: 1px solid var(--_hairline);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    accent-color: var(--_accent);
    color-scheme: inherit;
    font-family: var(--stagepost-font, inherit);
    font-size: var(--stagepost-font-size, inherit);
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  * {
    box-sizing: border-box;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    color: inherit;
    font: inherit;
  }
  label {
    display: block;
  }
  /* Its width is said because WebKit lets a legend grow with a long word beside signs of direction. */
  .title {
    font-size: 1.125em;
    inline-size: 100%;
    font-weight: 600;
    line-height: 1.3;
  }
  small,
  .quiet {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .edge,
  textarea,
  [maxlength],
  button,
  a {
    min-block-size: 2.75em;
    padding: 0.5em 1em;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: none;
    text-decoration: none;
    cursor: pointer;
  }
  /* Fields to write in: they have a length. */
  textarea,
  [maxlength] {
    display: block;
    margin-block: 0.25em;
    inline-size: 100%;
    cursor: text;
  }
  .main {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on);
  }
  .quiet {
    min-block-size: 3.4em;
    padding-inline: 0;
    border: 0;
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .row,
  .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1.25em;
  }
  .ends {
    justify-content: space-between;
  }
  .stack {
    display: grid;
    gap: 1.5em;
  }
  .wrong {
    color: var(--_negative);
  }
  /* Fixed, so that no page grows by it. */
  .unseen {
    position: fixed;
    clip-path: inset(50%);
  }
`;
