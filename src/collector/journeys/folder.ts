import {statSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {quoted} from '../../schema/issues.js';
import type {Logger} from '../logger.js';
import {CollectorError} from '../problem.js';
import {fileAt, type KnownFile, type ServedMap} from './file.js';

/** Most files that are read in one folder. */
const mostFiles = 1000;

type Maps = ReadonlyMap<string, ServedMap>;

const isGone = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'ENOENT';

/** In code-unit order, so that the first of two files is the same on every system. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The journey maps in a folder of JSON files. Those in the folder itself are there for every site, those in a folder of it that
 * bears the id of a site for that site alone, before the others. Every request sees the files as they are then; only what has
 * changed is read again. A file that holds no valid map is named in the log, once for each change of it, and not served.
 */
export class JourneyFolder {
  readonly #path: string;
  readonly #logger: Logger;
  #files: ReadonlyMap<string, KnownFile> = new Map();
  /** Faults told already, by file. */
  readonly #told = new Map<string, string>();
  /** Maps by id: of every site under '', of one site under its id. */
  #maps: ReadonlyMap<string, Maps> = new Map();
  #reading: Promise<void> | undefined;

  /** @throws {CollectorError} `journeys/unreadable` */
  constructor(path: string, logger: Logger) {
    this.#path = resolve(path);
    this.#logger = logger;
    if (!statSync(this.#path, {throwIfNoEntry: false})?.isDirectory())
      throw new CollectorError(
        'journeys/unreadable',
        `The folder ${this.#path} does not exist; make it, or name another one with --journeys.`,
      );
  }

  /** The map of that id which the site may see. */
  async find(site: string, id: string): Promise<ServedMap | undefined> {
    await this.refresh();
    return this.#maps.get(site)?.get(id) ?? this.#maps.get('')?.get(id);
  }

  /** All maps that the site may see, by id. */
  async list(site: string): Promise<ServedMap[]> {
    await this.refresh();
    const all = new Map([...(this.#maps.get('') ?? []), ...(this.#maps.get(site) ?? [])]);
    return [...all.values()].sort((a, b) => inOrder(a.map.id, b.map.id));
  }

  /** Looks at the files. Requests of one moment share a look. Never rejects: a folder that cannot be read keeps what it gave last. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    try {
      const entries = await readdir(this.#path, {withFileTypes: true});
      const folders = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.'));
      const names = ['', ...folders.map(({name}) => name)];
      const files = new Map<string, KnownFile>();
      const maps = new Map<string, Maps>();
      for (const name of names) maps.set(name, await this.#readFolder(name, files));
      this.#forget(files);
      this.#files = files;
      this.#maps = maps;
    } catch (cause) {
      this.#tellFolder(this.#path, cause);
    }
  }

  /** The maps of one folder by id; what was read is added to `files`. A folder that cannot be read keeps what it gave last. */
  async #readFolder(name: string, files: Map<string, KnownFile>): Promise<Maps> {
    const folder = join(this.#path, name);
    const maps = new Map<string, ServedMap>();
    let paths: readonly string[];
    try {
      paths = await this.#jsonFiles(folder);
      this.#told.delete(folder);
    } catch (cause) {
      // A site's folder may go between two looks.
      if (name && isGone(cause)) return maps;
      this.#tellFolder(folder, cause);
      return this.#maps.get(name) ?? maps;
    }
    for (const path of paths) {
      const file = await fileAt(path, this.#files.get(path));
      files.set(path, file);
      if ('fault' in file.content) {
        this.#tell(path, file.content.fault);
        continue;
      }
      const {served} = file.content;
      if (maps.has(served.map.id)) this.#tell(path, `repeats the id ${quoted(served.map.id)} of a file before it`);
      else {
        maps.set(served.map.id, served);
        this.#told.delete(path);
      }
    }
    return maps;
  }

  async #jsonFiles(folder: string): Promise<string[]> {
    const entries = await readdir(folder, {withFileTypes: true});
    const names = entries
      .filter(entry => !entry.isDirectory() && !entry.name.startsWith('.') && /\.json$/i.test(entry.name))
      .map(({name}) => name)
      .sort(inOrder);
    if (names.length > mostFiles)
      this.#tell(
        join(folder, names[mostFiles]!),
        `is one too many: ${mostFiles} files of a folder are read`,
        'Put fewer files into the folder.',
      );
    return names.slice(0, mostFiles).map(name => join(folder, name));
  }

  /** Says what is wrong with a file, once for each thing. */
  #tell(path: string, fault: string, remedy = 'Correct the file; it is not served.'): void {
    if (this.#told.get(path) === fault) return;
    this.#told.set(path, fault);
    const file = relative(this.#path, path) || path;
    this.#logger.warn('journey-file', {file, fault: `${fault}.`, remedy});
  }

  #tellFolder(folder: string, cause: unknown): void {
    const {code} = cause as NodeJS.ErrnoException;
    const fault = `cannot be read (${code}); its maps stay as they were`;
    this.#tell(folder, fault, 'Check that the folder is there, and its permissions.');
  }

  /** A file that went and comes back is told of again. */
  #forget(files: ReadonlyMap<string, KnownFile>): void {
    for (const path of this.#files.keys()) if (!files.has(path)) this.#told.delete(path);
  }
}
