/** Style sheets worse than any that is sold: what a page can do to an element from outside. Each is told as what it attacks. */

/** The prompt looks as it does on a clean page. */
export const attacks: Readonly<Record<string, string>> = {
  'spacing and case of text': `* { letter-spacing: 9px !important; word-spacing: 9px !important; line-height: 4 !important; text-transform: uppercase !important;
    text-indent: 3em !important; text-align: end !important; text-align-last: center !important; tab-size: 1 !important }`,
  'breaking of lines': `* { white-space: nowrap !important; word-break: break-all !important; line-break: anywhere !important; hyphens: none !important; text-wrap: balance !important }`,
  'colour of text': `* { color: red !important; -webkit-text-fill-color: lime !important; -webkit-text-stroke: 1px red !important; text-shadow: 2px 2px red !important;
    text-emphasis: dot red !important; accent-color: red !important; caret-color: red !important; forced-color-adjust: none !important }`,
  'style of the font': `* { font-style: italic !important; font-weight: 900 !important; font-variant: small-caps !important; font-stretch: condensed !important;
    font-feature-settings: 'kern' 0 !important; font-kerning: none !important; font-size-adjust: .8 !important; text-rendering: geometricPrecision !important }`,
  'visibility, pointer and selection': `* { visibility: hidden !important; pointer-events: none !important; user-select: none !important; cursor: not-allowed !important }`,
  'direction of writing': `* { writing-mode: vertical-rl !important; text-orientation: upright !important; direction: rtl !important; unicode-bidi: bidi-override !important }`,
  'everything, unset': `* { all: unset !important }`,
  'everything, initial': `* { all: initial !important }`,
  'the root font size': `html { font-size: 62.5% !important } body { font-size: 40px !important }`,
  'everything in the body hidden': `body * { display: none !important }`,
  'display of every element: inline': `* { display: inline !important }`,
  'display of every element: flex': `* { display: flex !important; flex: 1 0 100% !important; align-items: flex-start !important }`,
  'display of every element: clamped to one line': `* { display: -webkit-box !important; -webkit-box-orient: vertical !important; -webkit-line-clamp: 1 !important }`,
  'boxes': `* { box-sizing: content-box !important; padding: 13px !important; border: 3px solid red !important; margin: 7px !important; background: yellow !important;
    box-shadow: inset 0 0 0 9px red !important; border-radius: 50% !important }`,
  'floats and positions': `* { float: left !important; position: relative !important; clear: both !important; vertical-align: top !important; z-index: -1 !important }`,
  'first letter and first line': `*::first-letter { font-size: 4em !important; color: red !important; float: left } *::first-line { color: red !important; letter-spacing: 9px }`,
  'before and after': `*::before, *::after { content: 'x' !important; display: block !important }`,
  'our private names': `* { --_surface: red !important; --_text: red !important; --_muted: red !important; --_border: red !important; --_hairline: red !important;
    --_accent: red !important; --_on: red !important; --_negative: red !important; --_focus: red !important }`,
  'controls': `input, button, textarea, label, fieldset, legend, form, small { all: unset !important; display: none !important }
    [type=radio], [type=checkbox] { position: absolute !important; opacity: 0 !important }`,
  'motion': `*, *::before { animation: spin 1s infinite !important; transition: all 9s !important } @keyframes more { from { opacity: 0 } to { opacity: 0.1 } }`,
  'parts and names inside': `.box, .scale, .title, .row, .stack, .ends, .main, .quiet, .more, .pick, .choices, .state, .unseen { display: none !important; color: red !important }`,
};

/** What reaches the prompt, since it changes the element as a whole: its place, its size and its effects are the page's. */
export const reaches: Readonly<Record<string, string>> = {
  'opacity': `stagepost-nps { opacity: 0.5 !important }`,
  'filter': `stagepost-nps { filter: invert(1) !important }`,
  'transform': `stagepost-nps { transform: rotate(1deg) !important }`,
  'zoom': `stagepost-nps { zoom: 2 !important }`,
  'clip-path': `stagepost-nps { clip-path: inset(40px) !important }`,
  'a height with hidden overflow': `stagepost-nps { height: 40px !important; overflow: hidden !important }`,
  'size containment': `stagepost-nps { contain: strict !important }`,
  'columns': `stagepost-nps { columns: 3 !important }`,
  'lines under the text of an ancestor': `body { text-decoration: underline red !important }`,
};
