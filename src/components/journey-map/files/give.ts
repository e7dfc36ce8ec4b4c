/** Gives files to the reader. */
import type {Written} from '../../../interchange/reading.js';

/** Milliseconds after which a browser has taken a file for certain. */
const taken = 60_000;

function give(name: string, blob: Blob): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), taken);
}

export function giveAll(files: readonly Written[]): void {
  for (const {name, type, data} of files) give(name, new Blob([data as BlobPart], {type}));
}
