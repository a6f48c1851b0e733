/** How the GitHub App is made: a manifest, a page that sends it to GitHub, and a file for what GitHub hands out. */
export type { RegisteredApp } from './convert.ts';
export { keepApp } from './keep.ts';
export { apiUrlOf, appManifest, filledInUrl, registrationUrl } from './manifest.ts';
export { registerApp } from './register.ts';
