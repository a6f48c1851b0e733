// Made by scripts/build-dist.ts, build 6b218ff736387c08.
import { index } from './siso.js';

await index();
