// Made by scripts/build-dist.ts, build df742da33f1da6be.
import { meter_process } from '../siso.js';

await meter_process();
