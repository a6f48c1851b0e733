// Made by scripts/build-dist.ts, build 3626d85561ff983a.
import { index } from './siso.js';

await index();
