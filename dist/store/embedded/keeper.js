// Made by scripts/build-dist.ts, build 74429c71b2a47571.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
