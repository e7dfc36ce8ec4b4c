/** The lines of the small signs of a map, as paths of SVG: for the element, and for pictures of it. */
import type {channelKinds} from '../schema/journey-words.js';

/** Lines on a grid of 24, drawn without a fill. */
export const icons: Readonly<Record<(typeof channelKinds)[number], string>> = {
  'web': 'M3 5h18v14H3zM3 9h18M6 7h.01',
  'app': 'M7 2h10v20H7zM11 19h2',
  'email': 'M3 6h18v12H3zM3 6l9 7 9-7',
  'sms': 'M4 4h16v12H10l-4 4v-4H4zM8 9h8M8 12h5',
  'phone': 'M6 3l3 5-2 2c1 3 4 6 7 7l2-2 5 3c-1 3-3 4-5 3C9 20 4 14 3 8c0-3 1-4 3-5z',
  'chat': 'M3 4h13v9H9l-4 3v-3H3zM11 16h5l3 3v-3h2V8h-2',
  'social': 'M8 11l8-4M8 13l8 4M6 9a3 3 0 100 6 3 3 0 000-6zM18 3a3 3 0 100 6 3 3 0 000-6zM18 15a3 3 0 100 6 3 3 0 000-6z',
  'in-person': 'M12 3a4 4 0 100 8 4 4 0 000-8zM4 21c0-5 3-8 8-8s8 3 8 8z',
  'post': 'M3 8l9-5 9 5v12H3zM3 8l9 6 9-6',
  'kiosk': 'M5 3h14v11H5zM12 14v7M8 21h8M8 7h8M8 10h4',
  'ad': 'M4 9v6h4l9 5V4L8 9zM20 9v6',
  'partner': 'M2 9l5-3 5 3 5-3 5 3M4 9v6l6 5 2-2 2 2 6-5V9',
  'other': 'M12 3a9 9 0 100 18 9 9 0 000-18zM8 12h.01M12 12h.01M16 12h.01',
}; // prettier-ignore

/** The shapes that tell personas apart, with a dash for each line: never by colour alone. Six at most, then again from the first. */
export const shapes = [
  'M8 3a5 5 0 100 10A5 5 0 008 3z', 'M3.5 3.5h9v9h-9z', 'M8 2.5L14 13H2z', 'M8 1.5L14.5 8 8 14.5 1.5 8z',
  'M6 2h4v4h4v4h-4v4H6v-4H2V6h4z', 'M8 13.5L2 3h12z',
] as const; // prettier-ignore
