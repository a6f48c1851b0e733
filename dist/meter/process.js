// Made by scripts/build-dist.ts, build 74429c71b2a47571.
import { meter_process } from '../siso.js';

await meter_process();
