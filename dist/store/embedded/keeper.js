// Made by scripts/build-dist.ts, build 3626d85561ff983a.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
