// Made by scripts/build-dist.ts, build 049d634f665ebce8.
import { meter_process } from '../siso.js';

await meter_process();
