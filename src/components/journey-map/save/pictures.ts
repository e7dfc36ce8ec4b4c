/** The pictures of a map, fetched as the page shows them. */
import type {JourneyMap} from '../../../schema/journey-map.js';

/** A picture that can be drawn and read back; `undefined` where it cannot be had, or belongs to a page that keeps it to itself. */
async function loaded(address: string): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = address;
  try {
    await image.decode();
  } catch {
    return;
  }
  return image.naturalWidth && image.naturalHeight ? image : undefined;
}

/**
 * Every picture of a map by its address in it, without those that cannot be had.
 * @param base the address of the map
 */
export async function picturesOf({cells = []}: JourneyMap, base: string): Promise<Map<string, HTMLImageElement>> {
  const addresses = cells.flatMap(({media}) => (media && (media.type ?? 'image') === 'image' ? media.src : []));
  const found = new Map<string, HTMLImageElement>();
  await Promise.all(
    [...new Set(addresses)].map(async address => {
      const image = await loaded(new URL(address, base).href);
      if (image) found.set(address, image);
    }),
  );
  return found;
}
