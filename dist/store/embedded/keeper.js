// Made by scripts/build-dist.ts, build 049d634f665ebce8.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
