import {css, unsafeCSS} from 'lit';

/** Colour roles as page tokens `--stagepost-color-<role>`: light, dark. Text has at least 4.5:1, controls 3:1, on the surface. */
export const colors = {
  surface: ['#fff', '#14181f'],
  text: ['#1b2330', '#e8ecf2'],
  muted: ['#566072', '#a3adbd'],
  border: ['#7d879a', '#6b7688'],
  hairline: ['#dfe3ea', '#2b3340'],
  accent: ['#2a5bd7', '#8fb0ff'],
  on: ['#fff', '#0c1a3d'],
  negative: ['#b3261e', '#ff9a92'],
  focus: ['#0b3bb0', '#b9cdff'],
} as const;

/** `--_text: var(--stagepost-color-text, #1b2330)` and so on. */
const roles = (value: (light: string, dark: string) => string) =>
  unsafeCSS(
    Object.entries(colors)
      .map(([role, [light, dark]]) => `--_${role}:var(--stagepost-color-${role},${value(light, dark)})`)
      .join(';'),
  );

/**
 * The box that every element draws itself in. It forgets what a page's style sheet gave the host, except font, direction and
 * colour scheme; sizes are in em of the element's own font, so a page's root font size does not reach them.
 */
export const baseStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .box {
    all: initial;
    ${roles(light => light)};
    display: block;
    max-inline-size: 44em;
    padding: 1.5em;
    border: 1px solid var(--_hairline);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    color-scheme: inherit;
    font: inherit;
    font-family: var(--stagepost-font, inherit);
    font-size: var(--stagepost-font-size, inherit);
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  @supports (color: light-dark(red, red)) {
    .box {
      ${roles((light, dark) => `light-dark(${light},${dark})`)}
    }
  }
  * {
    box-sizing: border-box;
    margin: 0;
    min-inline-size: 0;
  }
  fieldset,
  legend {
    padding: 0;
    border: 0;
  }
  .title {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.3;
  }
  small {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  input,
  textarea,
  button {
    font: inherit;
    color: inherit;
    accent-color: var(--_accent);
  }
  textarea,
  [type='text'],
  [type='email'] {
    display: block;
    inline-size: 100%;
    min-block-size: 2.75em;
    margin-block: 0.25em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: none;
  }
  button,
  a {
    min-block-size: 2.75em;
    padding: 0.5em 1.25em;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: none;
    color: inherit;
    text-decoration: none;
    cursor: pointer;
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
    font-size: 0.8125em;
    color: var(--_muted);
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
  .unseen {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
