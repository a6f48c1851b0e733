// Made by scripts/build-dist.ts, build 400fa6a704f37485.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
