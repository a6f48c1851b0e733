// Made by scripts/build-dist.ts, build 74429c71b2a47571.
import { index } from './siso.js';

await index();
