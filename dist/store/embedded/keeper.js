// Made by scripts/build-dist.ts, build 3ab8c97b3e049214.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
