// Made by scripts/build-dist.ts, build 3626d85561ff983a.
import { meter_process } from '../siso.js';

await meter_process();
