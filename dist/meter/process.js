// Made by scripts/build-dist.ts, build 60d08a4e34c3494c.
import { meter_process } from '../siso.js';

await meter_process();
