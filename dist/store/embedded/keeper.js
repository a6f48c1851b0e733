// Made by scripts/build-dist.ts, build e1ccb272def9b953.
import { store_embedded_keeper } from '../../siso.js';

await store_embedded_keeper();
