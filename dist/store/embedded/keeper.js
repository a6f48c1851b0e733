// Made by scripts/build-dist.ts, build eb069cc31bf86d5b.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
