// Made by scripts/build-dist.ts, build df742da33f1da6be.
import { index } from './siso.js';

await index();
