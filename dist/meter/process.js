// Made by scripts/build-dist.ts, build eb069cc31bf86d5b.
import { meter_process } from '../siso.js';

await meter_process();
