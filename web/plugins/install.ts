import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Plugin } from 'vite';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ICON = file('../public/icon.svg');
const MANIFEST = file('../public/manifest.webmanifest');
const SIZES = [192, 512] as const;
/** What a system may cut off of a maskable icon, on each side. */
const MARGIN = 0.1;
const PAPER = '#fbf9f4';

/** What a phone or desktop needs to install the app: icons of fixed sizes, made from the one drawing, and named in the manifest. */
export function install(): Plugin {
  const icons: { reference: string; size: number; purpose: 'any' | 'maskable' }[] = [];
  return {
    name: 'install',
    apply: 'build',
    async buildStart() {
      icons.length = 0;
      const emit = async (name: string, size: number, margin = 0) =>
        this.emitFile({ type: 'asset', name: `${name}.png`, source: await png(size, margin) });
      for (const size of SIZES) {
        icons.push({ reference: await emit(`icon-${size}`, size), size, purpose: 'any' });
        icons.push({
          reference: await emit(`icon-maskable-${size}`, size, MARGIN),
          size,
          purpose: 'maskable',
        });
      }
      await emit('icon-apple', 180, MARGIN);
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const name = Object.keys(bundle).find((one) => one.startsWith('assets/icon-apple-'));
        return [{ tag: 'link', attrs: { rel: 'apple-touch-icon', href: `/${name}` }, injectTo: 'head' }];
      },
    },
    generateBundle() {
      const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { icons: object[] };
      const made = icons.map(({ reference, size, purpose }) => ({
        src: `/${this.getFileName(reference)}`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      }));
      const source = JSON.stringify({ ...manifest, icons: [...manifest.icons, ...made] });
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source });
    },
  };
}

async function png(size: number, margin: number): Promise<Buffer> {
  const inner = Math.round(size * (1 - 2 * margin));
  const drawing = sharp(readFileSync(ICON), { density: 1200 }).resize(inner, inner);
  if (margin === 0) return drawing.png({ compressionLevel: 9 }).toBuffer();
  const edge = (size - inner) / 2;
  return drawing
    .flatten({ background: PAPER })
    .extend({
      top: Math.floor(edge),
      bottom: Math.ceil(edge),
      left: Math.floor(edge),
      right: Math.ceil(edge),
      background: PAPER,
    })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
