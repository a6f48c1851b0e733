// Made by scripts/build-dist.ts, build 7d4bbbd6c3c965db.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
