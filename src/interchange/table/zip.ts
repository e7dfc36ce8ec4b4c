/** The parts of a zip archive, held to limits before anything is unpacked and while it is. */
import {Inflate} from 'fflate';
import {Refusal} from './sheets.js';

export const zipLimits = {
  entries: 2000,
  /** Unpacked bytes of one part, and of all that are asked for. */
  partBytes: 60_000_000,
  bytes: 120_000_000,
  /** How many times its packed size a part of more than `freeBytes` may unpack to; worksheets reach 30. */
  ratio: 150,
  freeBytes: 5_000_000,
} as const;

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const refuse = (code: string, place: string, text: string): never => {
  throw new Refusal(code, place, text);
};
const broken = (place: string, what: string): never =>
  refuse('zip/broken', place, `The archive is broken: ${what}. Save the file again in the program that made it.`);

/** True for a file that begins as a zip archive does. */
export const isZip = (data: Uint8Array): boolean =>
  data[0] === 0x50 && data[1] === 0x4b && (data[2] === 3 || data[2] === 5);

/** A zip archive whose parts are unpacked one by one, when they are asked for. */
export class Zip {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  #spent = 0;

  /** @throws {Refusal} where the directory cannot be read, or holds too much */
  constructor(data: Uint8Array) {
    this.#data = data;
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    try {
      this.#readDirectory();
    } catch (error) {
      if (error instanceof RangeError) broken('', 'its directory leads outside of the file');
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The bytes of a part; `undefined` where there is none of this name.
   * @throws {Refusal} where it is broken, encrypted, or unpacks to too much
   */
  part(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name) ?? this.#entries.get(name.toLowerCase());
    if (!entry) return undefined;
    const {partBytes, bytes, ratio, freeBytes} = zipLimits;
    const {packed, unpacked, method} = entry;
    if (unpacked > partBytes || this.#spent + unpacked > bytes || (unpacked > freeBytes && unpacked > packed * ratio))
      refuse(
        'zip/too-big',
        name,
        `It unpacks to ${Math.round(unpacked / 1e6)} MB, which no map of this size needs; nothing was read.`,
      );
    const from = this.#dataOf(name, entry.offset);
    if (from + packed > this.#data.length) broken(name, 'a part ends behind the end of the file');
    const raw = this.#data.subarray(from, from + packed);
    const out =
      method === 0
        ? raw
        : method === 8
          ? inflated(name, raw, unpacked)
          : broken(name, 'it is packed in a way that no spreadsheet uses');
    if (out.length !== unpacked) broken(name, 'a part is not as long as it says');
    if (crc32(out) !== entry.crc) broken(name, 'the checksum of a part does not fit');
    this.#spent += unpacked;
    return out;
  }

  #dataOf(name: string, offset: number): number {
    if (offset + 30 > this.#data.length || this.#view.getUint32(offset, true) !== 0x04034b50)
      broken(name, 'a part is not where it should be');
    return offset + 30 + this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true);
  }

  #readDirectory(): void {
    const view = this.#view;
    const end = this.#endOfDirectory();
    const count = view.getUint16(end + 10, true);
    if (count > zipLimits.entries)
      refuse('zip/too-big', '', `The archive holds ${count} parts; a workbook has a few dozen.`);
    let at = view.getUint32(end + 16, true);
    for (let entry = 0; entry < count; entry++) {
      if (view.getUint32(at, true) !== 0x02014b50)
        broken('', 'its directory is damaged, or of a size that only archives of gigabytes have');
      const [nameLength, extra, comment] = [28, 30, 32].map(field => view.getUint16(at + field, true)) as [
        number,
        number,
        number,
      ];
      const name = new TextDecoder().decode(this.#data.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
      if (view.getUint16(at + 8, true) & 1)
        refuse('zip/encrypted', name, 'The workbook is protected by a password; save it without one.');
      const [crc, packed, unpacked] = [16, 20, 24].map(field => view.getUint32(at + field, true)) as [
        number,
        number,
        number,
      ];
      const found = {
        method: view.getUint16(at + 10, true),
        crc,
        packed,
        unpacked,
        offset: view.getUint32(at + 42, true),
      };
      this.#entries.set(name, found);
      if (!this.#entries.has(name.toLowerCase())) this.#entries.set(name.toLowerCase(), found);
      at += 46 + nameLength + extra + comment;
    }
  }

  /** Where the record is that ends every archive: behind it is a comment of at most 65,535 bytes. */
  #endOfDirectory(): number {
    const last = this.#data.length - 22;
    for (let at = last; at >= 0 && at >= last - 0xffff; at--)
      if (this.#view.getUint32(at, true) === 0x06054b50) return at;
    return broken('', 'its end is missing');
  }
}

/** Unpacks in pieces and stops at the size that the directory names. */
function inflated(name: string, raw: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let filled = 0;
  const inflate = new Inflate(chunk => {
    if (filled + chunk.length > size) broken(name, 'a part is longer than it says');
    out.set(chunk, filled);
    filled += chunk.length;
  });
  const piece = 32_768;
  try {
    for (let at = 0; at < raw.length || at === 0; at += piece)
      inflate.push(raw.subarray(at, at + piece), at + piece >= raw.length);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    broken(name, 'a part cannot be unpacked');
  }
  return out.subarray(0, filled);
}

const crcTable = Uint32Array.from({length: 256}, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of ISO 3309, as zip has it. */
export function crc32(data: Uint8Array): number {
  let crc = -1;
  for (let at = 0; at < data.length; at++) crc = crcTable[(crc ^ data[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
