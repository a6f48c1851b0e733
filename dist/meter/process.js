// Made by scripts/build-dist.ts, build e1ccb272def9b953.
import { meter_process } from '../siso.js';

await meter_process();
