// Made by scripts/build-dist.ts, build 60d08a4e34c3494c.
import { index } from './siso.js';

await index();
