// Made by scripts/build-dist.ts, build 31143d4b682d77f4.
import { index } from './siso.js';

await index();
