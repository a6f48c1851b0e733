// Made by scripts/build-dist.ts, build 3ab8c97b3e049214.
import { meter_process } from '../siso.js';

await meter_process();
