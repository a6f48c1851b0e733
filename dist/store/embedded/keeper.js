// Made by scripts/build-dist.ts, build 6b218ff736387c08.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
