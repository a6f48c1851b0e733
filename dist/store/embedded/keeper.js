// Made by scripts/build-dist.ts, build 3065fe8b2f839403.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
