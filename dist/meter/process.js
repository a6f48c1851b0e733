// Made by scripts/build-dist.ts, build 429aee4f4741c696.
import { meter_process } from '../siso.js';

await meter_process();
