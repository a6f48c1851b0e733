// Made by scripts/build-dist.ts, build 8815ca348347d284.
import { meter_process } from '../siso.js';

await meter_process();
