/** The small signs of a picture as boxes: icons of channels, shapes of personas, dots of evidence, bars, faces and pills. */
import type {Confidence} from '../../journey/items.js';
import {icons, shapes} from '../../journey/signs.js';
import type {Channel} from '../../schema/journey-map.js';
import {type Box, nothing, padded, paragraph} from './box.js';
import type {Palette} from './palette.js';
import type {Pen} from './pen.js';
import type {Measure, Paint, TextStyle} from './sheet.js';

/** A sign stands in the middle of a first line of this height. */
const lineHeight = 18.2;

const sign = (size: number, draw: Box['draw'], room = size): Box => ({
  width: room,
  height: lineHeight,
  draw: (pen, x, y) => draw(pen, x + (room - size) / 2, y + (lineHeight - size) / 2),
});

export const channelIcon = ({kind, icon = kind}: Channel, ink: string): Box =>
  sign(15, (pen, x, y) => pen.sign(icons[icon], 24, x, y, 15, {stroke: ink, width: 1.6}));

export const personaShape = (series: number, ink: string): Box =>
  sign(13, (pen, x, y) => pen.sign(shapes[series % shapes.length]!, 16, x, y, 13, {fill: ink}));

const circle = (radius: number, center: number): string =>
  `M${center - radius} ${center}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;

/** Filled, half or empty: how well something is backed. */
export const dot = (confidence: Confidence | undefined, {muted, surface}: Palette): Box =>
  confidence
    ? sign(9, (pen, x, y) => {
        pen.sign(circle(4, 5), 10, x, y, 9, {
          fill: confidence === 'evidence' ? muted : surface,
          stroke: muted,
          width: 1.4,
        });
        if (confidence === 'partly') pen.sign('M5 1a4 4 0 0 1 0 8z', 10, x, y, 9, {fill: muted});
      })
    : nothing;

export const diamond = (ink: string): Box =>
  sign(13, (pen, x, y) => pen.sign('M8 1.5L14.5 8 8 14.5 1.5 8z', 16, x, y, 13, {fill: ink}));

/** From left to right, or from right to left: the one sign that has a direction. */
export const arrow = (ink: string): Box =>
  sign(13, (pen, x, y) => {
    const d = pen.isRtl ? 'M14 8H2M7 3L2 8l5 5' : 'M2 8h12M9 3l5 5-5 5';
    pen.sign(d, 16, x, y, 13, {stroke: ink, width: 1.6});
  });

export const nestedSign = (ink: string): Box =>
  sign(13, (pen, x, y) => pen.sign('M2 2h8v8H2zM6 13h8V6', 16, x, y, 13, {stroke: ink, width: 1.6}));

/** Five bars, so many of them filled. */
export const bars = (of: number, ink: string, {hairline}: Palette): Box => ({
  width: 5 * 9 - 2,
  height: lineHeight,
  draw: (pen, x, y) => {
    for (let at = 0; at < 5; at++) pen.rect(x + at * 9, y + 5.6, 7, 7, {fill: at < of ? ink : hairline}, 1.5);
  },
});

const mouths: Readonly<Record<number, string>> = {
  '-2': 'M5.5 12.2c1.2-2.9 3.8-2.9 5 0',
  '-1': 'M5.6 11.4c1.2-1.5 3.6-1.5 4.8 0',
  '0': 'M5.6 10.8h4.8',
  '1': 'M5.6 10.2c1.2 1.5 3.6 1.5 4.8 0',
  '2': 'M5.3 9.6c1.2 3.2 4.2 3.2 5.4 0z',
};

/** What a score from -2 to 2 looks like. */
export function drawFace(pen: Pen, score: number, x: number, y: number, size: number, ink: string): void {
  const line: Paint = {stroke: ink, width: 1.2};
  pen.sign(circle(6.6, 8), 16, x, y, size, line);
  pen.sign('M5.7 6.1v.9M10.3 6.1v.9', 16, x, y, size, {stroke: ink, width: 1.4});
  pen.sign(mouths[Math.round(score) || 0]!, 16, x, y, size, line);
}

/** A word in a frame with round ends. */
export function pill(text: string, ink: string, style: TextStyle, width: number, measure: Measure): Box {
  const inner = padded(paragraph(text, width - 14, {...style, ink}, measure), 7, 1);
  return {
    ...inner,
    draw: (pen, x, y) => {
      pen.rect(x, y, inner.width, inner.height, {stroke: ink}, Math.min(9, inner.height / 2));
      inner.draw(pen, x, y);
    },
  };
}
