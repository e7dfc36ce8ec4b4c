/**
 * A picture as a list of what is drawn, for whoever paints it: as SVG, or on a canvas. Lengths are in CSS pixels, from the left
 * and the top; a picture from right to left is mirrored already.
 */

export interface TextStyle {
  readonly size: number;
  readonly isBold?: boolean;
  readonly ink: string;
}

/** The width of a text in CSS pixels. */
export type Measure = (text: string, style: Pick<TextStyle, 'size' | 'isBold'>) => number;

export interface Paint {
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  /** Of the stroke, 1 unless said. */
  readonly width?: number | undefined;
  readonly dash?: readonly number[] | undefined;
}

export type Mark =
  | ({
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
    } & {readonly paint: Paint})
  | {
      readonly kind: 'path';
      /** As the attribute `d` of SVG has it, on a grid of its own: moved to `x` and `y` after it was scaled. */
      readonly d: string;
      readonly x: number;
      readonly y: number;
      readonly scale: number;
      readonly paint: Paint;
    }
  | {
      readonly kind: 'text';
      /** One paragraph; what was broken is whole again where the lines are joined. */
      readonly lines: readonly string[];
      /** Where each line starts, in the direction of the sheet. */
      readonly x: number;
      /** The base line of the first line. */
      readonly y: number;
      /** From one base line to the next. */
      readonly leading: number;
      readonly anchor: Anchor;
      readonly style: TextStyle;
    }
  | {
      readonly kind: 'image';
      /** As the map has it. */
      readonly src: string;
      readonly alt: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

export type Anchor = 'start' | 'middle' | 'end';

/** Marks that belong together, in the order in which they are painted and read. */
export interface Group {
  /** Unique in the sheet: letters, digits and hyphens. */
  readonly id: string;
  readonly marks: readonly Mark[];
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly isRtl: boolean;
  readonly lang: string;
  readonly background: string;
  /** A list of families, as CSS has it. */
  readonly fonts: string;
  readonly title: string;
  /** What is to be seen, in a sentence. */
  readonly description: string;
  readonly groups: readonly Group[];
}

/** The fonts of a picture, the first that a machine has; widths are those of the first. */
export const fonts = "Arial, 'Liberation Sans', Helvetica, 'Noto Sans', sans-serif";
