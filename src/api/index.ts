/** The JSON API: requests in, responses out, no port. Knows nothing of terminals. */
export { type ApiHandler, type ApiOptions, createApi } from './app.ts';
export { bearerToken } from './middleware/authentication.ts';
