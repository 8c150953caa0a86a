import { defineConfig } from 'vite'

/** Where the server serves the portal's built client files. */
export const assetsBase = '/assets/portal/'

/** The portal in two builds: client files with hashed names and a manifest, then the server bundle that knows their names. */
export default defineConfig(({ isSsrBuild }) => ({
  base: assetsBase,
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  ...(isSsrBuild ? server : client),
}))

const client = {
  build: {
    outDir: 'dist/portal/assets',
    assetsDir: '.',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: false as const,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: { input: ['web/portal/island.ts', 'web/portal/style/portal.css', 'web/portal/icon.svg'] },
  },
}

const server = {
  // Everything inside, so that a server without development packages can import it.
  ssr: { noExternal: true as const },
  build: {
    outDir: 'dist/portal/server',
    target: 'node22',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'render.js' } },
  },
}
