// Made by scripts/build-dist.ts, build 8815ca348347d284.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
