// Made by scripts/build-dist.ts, build 7d4bbbd6c3c965db.
import { index } from './siso.js';

await index();
