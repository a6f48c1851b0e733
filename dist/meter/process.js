// Made by scripts/build-dist.ts, build 6b218ff736387c08.
import { meter_process } from '../siso.js';

await meter_process();
