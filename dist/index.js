// Made by scripts/build-dist.ts, build 429aee4f4741c696.
import { index } from './siso.js';

await index();
