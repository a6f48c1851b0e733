// Made by scripts/build-dist.ts, build 60d08a4e34c3494c.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
