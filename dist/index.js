// Made by scripts/build-dist.ts, build e1ccb272def9b953.
import { index } from './siso.js';

await index();
