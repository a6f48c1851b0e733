// Made by scripts/build-dist.ts, build eb069cc31bf86d5b.
import { index } from './siso.js';

await index();
