/** The formats of journey maps: how a file is known, and where its reader and writer are. Each is loaded when it is used. */
import type {Format} from './reading.js';

export interface FormatEntry {
  /** What people call it. */
  readonly title: string;
  /** Ends of file names, the usual one first. */
  readonly extensions: readonly string[];
  readonly reads: boolean;
  readonly writes: boolean;
  readonly load: () => Promise<Format>;
}

export const formats = {
  json: {
    title: 'JSON',
    extensions: ['json'],
    reads: true,
    writes: true,
    load: () => import('./json.js').then(({json}) => json),
  },
  csv: {
    title: 'CSV',
    extensions: ['csv', 'tsv'],
    reads: true,
    writes: true,
    load: () => import('./csv.js').then(({csv}) => csv),
  },
  xlsx: {
    title: 'Excel',
    extensions: ['xlsx'],
    reads: true,
    writes: true,
    load: () => import('./xlsx.js').then(({xlsx}) => xlsx),
  },
  mermaid: {
    title: 'Mermaid journey',
    extensions: ['mmd', 'mermaid'],
    reads: true,
    writes: true,
    load: () => import('./mermaid/mermaid.js').then(({mermaid}) => mermaid),
  },
  cjml: {
    title: 'CJML',
    extensions: ['cjml', 'xml'],
    reads: true,
    writes: true,
    load: () => import('./cjml/cjml.js').then(({cjml}) => cjml),
  },
  ujg: {
    title: 'UJG',
    extensions: ['jsonld'],
    reads: true,
    writes: true,
    load: () => import('./ujg/ujg.js').then(({ujg}) => ujg),
  },
  svg: {
    title: 'SVG',
    extensions: ['svg'],
    reads: false,
    writes: true,
    load: () => import('./picture/svg.js').then(({svg}) => svg),
  },
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

/** The format that a file's name tells; `undefined` where none does. */
export function formatOf(file: string): FormatName | undefined {
  const end = file.split('.').at(-1)!.toLowerCase();
  return formatNames.find(name => (formats[name].extensions as readonly string[]).includes(end));
}
