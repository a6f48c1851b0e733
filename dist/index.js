// Made by scripts/build-dist.ts, build 400fa6a704f37485.
import { index } from './siso.js';

await index();
