import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { headFiles } from './plugins/head-files.ts';
import { install } from './plugins/install.ts';
import { offline } from './plugins/offline.ts';

/**
 * What the first page is made of is few files: small ones compress badly. Its own code, what draws notes, what rarely changes;
 * and `soon`, which is asked for when the page is there (see src/lib/soon.tsx).
 */
const GROUPS = [
  {
    name: 'react',
    test: /preload-helper|node_modules\/(react|react-dom|scheduler|wouter|regexparam|mitt|use-sync-external-store|@tanstack\/(query-core|react-query))\/(?!.*(?:useMutation|mutationObserver))/,
    priority: 4,
  },
  {
    name: 'renderer',
    // Not the copy of marked that Mermaid has below it.
    test: /(?<!mermaid\/)node_modules\/marked\/|web\/src\/markdown\/(markdown\.tsx|index\.ts)/,
    priority: 3,
  },
  { name: 'app', test: /web\/src\/main\.tsx/, priority: 2 },
  { name: 'soon', test: /web\/src\/soon\.ts/, priority: 1 },
];

const FIRST = /^assets\/(rolldown-runtime|react|app|renderer)-/;
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `scripts/build-web.mjs` builds it into dist/web; `vite web` serves it beside a server at its usual port. */
export default defineConfig({
  root: path('.'),
  resolve: {
    alias: [
      // React has it itself by now.
      { find: 'use-sync-external-store/shim/index.js', replacement: 'react' },
      { find: '../createLucideIcon.mjs', replacement: path('src/ui/draw-icon.ts') },
    ],
  },
  plugins: [react(), tailwind(), headFiles(), install(), offline()],
  build: {
    target: 'es2023',
    // Every browser that knows this target knows it, too.
    modulePreload: {
      polyfill: false,
      // What the first page is made of is there already when a script asks for another one.
      resolveDependencies: (_url, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => !FIRST.test(file)) : files,
    },
    // The policy of the page allows no data: addresses but for pictures.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5230' } },
});
