// Made by scripts/build-dist.ts, build df742da33f1da6be.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
