/**
 * Configuration: the one table of options, files of the checkout, variables, and where each value is from. Imports domain,
 * contracts and host.
 */
export { parseConfigFile } from './files.ts';
export { API_URL, loadNetwork } from './network.ts';
export { otherProviders, refuseOtherProviders } from './providers.ts';
export {
  originOf,
  readLinger,
  readSettings,
  type SettingOrigin,
  type Settings,
  settingsOf,
} from './settings.ts';
export { unknownVariables } from './variables.ts';
