// Made by scripts/build-dist.ts, build 31143d4b682d77f4.
import { meter_process } from '../siso.js';

await meter_process();
