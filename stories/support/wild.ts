/** A style sheet of the kind that pages really bring: it means its own page and hits everything. */
export const wildSheet = `
  html { font-size: 62.5%; }
  body { overflow: hidden !important; text-transform: uppercase; letter-spacing: 0.3em; word-spacing: 1em; }
  * { all: revert; letter-spacing: 0.2em !important; line-height: 3 !important; text-transform: uppercase !important;
      text-align: center !important; text-indent: 3em; box-sizing: content-box !important; }
  *, *::before, *::after { transition: all 2s !important; }
  div, p, span, form, fieldset, label, small { color: #f0f !important; background: #000 !important; margin: 1em !important; float: left; }
  button, input, textarea, select { display: none !important; visibility: hidden !important; pointer-events: none !important; }
  fieldset { border: 10px dashed red !important; }
  a, legend { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; }
  :focus, :focus-visible { outline: none !important; }
  [part], .box, .row, .main, .title, .scale { display: none !important; opacity: 0 !important; }
  .wild { position: relative; z-index: 1; inline-size: 36rem; }
  .trap { position: absolute; z-index: 2147483647; inset: 0 auto auto 40rem; }
`;
