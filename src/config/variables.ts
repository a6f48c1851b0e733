import { nearest } from '../domain/nearest.ts';
import { RUN_MARKER } from '../host/processes.ts';
import { SECRET_VARIABLES } from '../host/secrets.ts';
import { ALL_OPTIONS } from './options.ts';

/** Ours, but no options. */
const OTHERS = [
  ...['SISO_DEBUG', 'SISO_DISABLED', 'SISO_ACTION_STATE', 'SISO_OWN_TOKEN', RUN_MARKER],
  ...['SISO_APP_ID', 'SISO_APP_CLIENT_ID', 'SISO_APP_PRIVATE_KEY_FILE', 'SISO_ALERTS_REPOSITORY'],
];

/** Variables that begin like ours and mean nothing, each with the one that was probably meant. */
export function unknownVariables(env: NodeJS.ProcessEnv): { name: string; meant: string | undefined }[] {
  const known = [...ALL_OPTIONS.flatMap(({ variables }) => variables), ...SECRET_VARIABLES, ...OTHERS];
  const ours = Object.keys(env).filter((name) => name.startsWith('SISO_') && !known.includes(name));
  return ours.map((name) => ({
    name,
    meant: nearest(
      name,
      known.filter((other) => other.startsWith('SISO_')),
    ),
  }));
}
