/** The ways in which a map leaves the page: each format that is written, and a picture as browsers paint it. */
import {formatNames, type FormatEntry, type FormatName, formats} from '../../../interchange/formats.js';
import type {Remark, Written} from '../../../interchange/reading.js';
import type {Scene} from '../scene.js';

export type WayName = FormatName | 'png';

interface Way {
  readonly title: string;
  /** What does not fit. */
  readonly losses: (scene: Scene) => Promise<readonly Remark[]>;
  /** Writes the files; `tell` hears what is otherwise than asked for. */
  readonly write: (scene: Scene, tell: (remark: Remark) => void) => Promise<readonly Written[]>;
}

const entryOf = (name: FormatName): FormatEntry => formats[name];

const wayOf = (name: FormatName): Way => ({
  title: entryOf(name).title,
  losses: async ({parts}) => (await entryOf(name).load()).losses?.(parts.map) ?? [],
  write: async ({parts}) => (await entryOf(name).load()).write!(parts.map),
});

/** With the words and the pictures of the page, which a file written elsewhere does without. */
const svg: Way = {
  ...wayOf('svg'),
  write: async ({parts, words, base}) => {
    const {saveSvg} = await import('../save/svg.js');
    return [await saveSvg(parts.map, {words, base})];
  },
};

const png: Way = {
  title: 'PNG',
  losses: svg.losses,
  write: async ({parts, words, base}, tell) => {
    const {paintPng, pngName} = await import('../save/png.js');
    const blob = await paintPng(parts.map, {words, base, tell});
    return [{name: pngName(parts.map), type: blob.type, data: new Uint8Array(await blob.arrayBuffer())}];
  },
};

export const ways: ReadonlyMap<WayName, Way> = new Map<WayName, Way>([
  ...formatNames
    .filter(name => entryOf(name).writes)
    .map((name): [WayName, Way] => [name, name === 'svg' ? svg : wayOf(name)]),
  ['png', png],
]);
