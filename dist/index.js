// Made by scripts/build-dist.ts, build 3065fe8b2f839403.
import { index } from './siso.js';

await index();
