// Made by scripts/build-dist.ts, build 8815ca348347d284.
import { index } from './siso.js';

await index();
