/** Where the built client files are, as absolute paths under the server. */
export interface PortalAssets {
  css: string[]
  js: string | null
  /** By subset: `latin`, `latin-ext`, `cyrillic`. */
  textFonts: Record<string, string>
  promiseFonts: Record<string, string>
  icon: string
}

declare const __PORTAL_ASSETS__: PortalAssets

/** Filled in when the server bundle is built, after the client files. */
export const assets: PortalAssets = __PORTAL_ASSETS__
