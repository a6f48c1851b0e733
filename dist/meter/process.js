// Made by scripts/build-dist.ts, build 7d4bbbd6c3c965db.
import { meter_process } from '../siso.js';

await meter_process();
