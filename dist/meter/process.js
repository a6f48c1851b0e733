// Made by scripts/build-dist.ts, build 400fa6a704f37485.
import { meter_process } from '../siso.js';

await meter_process();
