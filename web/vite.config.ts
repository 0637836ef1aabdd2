import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { headFiles } from './plugins/head-files.ts';
import { install } from './plugins/install.ts';
import { offline } from './plugins/offline.ts';

/** What the first page is made of is few files: small ones compress badly. Its own code, then what rarely changes. */
const GROUPS = [
  {
    name: 'react',
    test: /preload-helper|node_modules\/(react|react-dom|scheduler|wouter|regexparam|mitt|use-sync-external-store|@tanstack)\/(?!.*(?:useMutation|mutationObserver))/,
    priority: 3,
  },
  {
    name: 'renderer',
    // Not the copy of marked that Mermaid has below it.
    test: /(?<!mermaid\/)node_modules\/marked\/|web\/src\/markdown\/markdown\.tsx/,
    priority: 2,
  },
  {
    name: 'app',
    test: /web\/src\/(lib|ui\/(?!menu-content|tabs)|layout\/(?!calendar\.tsx|more-sheet|unsent-list|unsent-texts)|notes\/(?!tick-task)|app\/(?!shortcut-sheet)|texts\/en)|src\/client\//,
    priority: 1,
  },
];

/** `scripts/build-web.mjs` builds it into dist/web; `vite web` serves it beside a server at its usual port. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwind(), headFiles(), install(), offline()],
  build: {
    target: 'es2023',
    // The policy of the page allows no data: addresses but for pictures.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5230' } },
});
