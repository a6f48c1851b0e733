// Made by scripts/build-dist.ts, build ee82c8f66733cd62.
import { meter_process } from '../siso.js';

await meter_process();
