import type { Sharp, SharpOptions } from 'sharp';

/** Pixels of a side, at most. */
const SIDE = 512;
const QUALITY = 78;
/** Cameras make pictures of 100 million pixels; what unpacks to more is no photo. */
const OPTIONS: SharpOptions = { limitInputPixels: 110_000_000, failOn: 'error', sequentialRead: true };

/** The only formats that are read: each reader is code that strangers feed. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`);

/** Loaded when the first picture comes, as it takes its time and memory. */
let loading: Promise<(input: Buffer, options: SharpOptions) => Sharp> | undefined;

function load() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: READERS });
    return sharp;
  });
  return loading;
}

/**
 * A small WebP of a picture, upright, with nothing of what was said about it (place, time, camera). Runs off the main thread.
 * @returns null for what is no picture, a broken one, or one with too many pixels
 */
export async function shrink(picture: Buffer): Promise<Buffer | null> {
  const sharp = await load();
  try {
    return await sharp(picture, OPTIONS)
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer();
  } catch {
    return null;
  }
}
