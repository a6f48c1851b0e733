/** How webhooks come in: one port, a guard before everything, Probot behind it. */
export { type AppCredentials, type KeptApp, keptAppSchema, readCredentials } from './credentials.ts';
export { Guard } from './guard.ts';
export { openProbot } from './probot.ts';
export { createBotServer, notYet } from './server.ts';
