import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogue } from './web/desk/catalogue.ts'

/** The desk as static files under /desk/; in development `KEPT_URL` names the server that answers /api. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'web', 'desk'),
  base: '/desk/',
  plugins: [catalogue(), react(), tailwindcss()],
  build: {
    outDir: '../../dist/desk',
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': process.env['KEPT_URL'] ?? 'http://127.0.0.1:3000' } },
})
