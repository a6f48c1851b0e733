// Made by scripts/build-dist.ts, build 31143d4b682d77f4.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
