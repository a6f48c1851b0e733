// Made by scripts/build-dist.ts, build 049d634f665ebce8.
import { index } from './siso.js';

await index();
