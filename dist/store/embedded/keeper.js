// Made by scripts/build-dist.ts, build ee82c8f66733cd62.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
