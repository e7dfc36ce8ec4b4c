/** What every importer and exporter gives back. */
import type {JourneyMap} from '../schema/journey-map.js';

/** One thing that an importer or an exporter has to say. */
export interface Remark {
  /**
   * `error`: it was not read, and is missing from the map. `note`: read, otherwise than it was written. `loss`: it cannot be
   * told in the format that is written.
   */
  readonly level: 'error' | 'note' | 'loss';
  /** For programs: `mermaid/score-range`. */
  readonly code: string;
  /** Where: `line 4`, `steps!C7`, `stages[0].id`; empty for the whole. */
  readonly place: string;
  /** What is wrong, and what to do. One sentence. */
  readonly text: string;
}

/** How the numbers of a file are to be understood as emotions: the ends of its scale. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** What an importer made of a file. */
export interface Reading {
  /** Sound by `journeyMapSchema`; absent where nothing could be read as a map. */
  readonly map?: JourneyMap | undefined;
  readonly remarks: readonly Remark[];
  /** The scales that fit the numbers of the file, the one that was taken first; absent where only one does. */
  readonly scales?: readonly Scale[] | undefined;
}

export interface ReadOptions {
  /** The name of the file, from which a map without an id and a title takes both. */
  readonly name?: string | undefined;
  /** The answer to `Reading.scales`. */
  readonly scale?: Scale | undefined;
}

/** A file that an importer is given. */
export interface Source {
  readonly name: string;
  readonly data: Uint8Array;
}

/** A file that an exporter wrote. */
export interface Written {
  /** `shop.csv`. */
  readonly name: string;
  /** `text/csv;charset=utf-8`. */
  readonly type: string;
  readonly data: string | Uint8Array;
}

/** A file format of journey maps. */
export interface Format {
  /** Reads a file. Never throws for what the file holds. */
  readonly read?: (data: Uint8Array, options?: ReadOptions) => Promise<Reading>;
  /**
   * Reads the files of one map together, in any order; only where `write` gives several. Without a title in the map, the name
   * of the first is taken.
   */
  readonly readAll?: (files: readonly Source[], options?: Omit<ReadOptions, 'name'>) => Promise<Reading>;
  /** Writes a sound map; several files where the format has one for each table. */
  readonly write?: (map: JourneyMap) => Promise<readonly Written[]>;
  /** What `write` would leave out of this map; shown before anything is written. */
  readonly losses?: (map: JourneyMap) => readonly Remark[];
}
