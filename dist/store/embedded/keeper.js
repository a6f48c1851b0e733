// Made by scripts/build-dist.ts, build 429aee4f4741c696.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
