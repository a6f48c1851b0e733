// Made by scripts/build-dist.ts, build 3ab8c97b3e049214.
import { index } from './siso.js';

await index();
