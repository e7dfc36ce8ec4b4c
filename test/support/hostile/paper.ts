/** What a page prints: the colours of the texts in its PDF. */
import {inflateSync} from 'node:zlib';
import type {Page} from 'puppeteer-core';

/** `[r, g, b]` from 0 to 1 of each text that is drawn, as the browser prints without background graphics, which is its default. */
export async function inkOfTexts(page: Page): Promise<number[][]> {
  const pdf = Buffer.from(await page.pdf({printBackground: false, format: 'a4'}));
  const inks: number[][] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const body = pdf.subarray(at + 7, pdf.indexOf('endstream', at));
    let text = '';
    try {
      text = inflateSync(body).toString('latin1');
    } catch {
      continue;
    }
    // `q` keeps the colour, `Q` takes it back, `rg` and `g` set it, `BT` begins a text.
    let ink = [0, 0, 0];
    const kept: number[][] = [];
    for (const [, r, gr, b, gray, word] of text.matchAll(
      /(?:^|\s)(?:([\d.]+) ([\d.]+) ([\d.]+) rg|([\d.]+) g|(q|Q|BT))(?=\s)/g,
    )) {
      if (word === 'q') kept.push(ink);
      else if (word === 'Q') ink = kept.pop() ?? [0, 0, 0];
      else if (word === 'BT') inks.push(ink);
      else ink = gray === undefined ? [Number(r), Number(gr), Number(b)] : [Number(gray), Number(gray), Number(gray)];
    }
  }
  return inks;
}

/** WCAG 2 contrast of an ink on white paper. */
export function onPaper(ink: readonly number[]): number {
  const [r, g, b] = ink.map(share => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05);
}
