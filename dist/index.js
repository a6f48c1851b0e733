// Made by scripts/build-dist.ts, build ee82c8f66733cd62.
import { index } from './siso.js';

await index();
