import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const libraries = decodeURIComponent(new URL('../../libs/', import.meta.url).pathname);

export default defineConfig({
  plugins: [react()],
  resolve: { alias: [{ find: /^@annals\/([^/]+)$/, replacement: `${libraries}$1/src/index.ts` }] },
  build: {
    outDir: 'dist',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    // The content security policy allows no data: scripts and no inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/ }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
