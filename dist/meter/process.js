// Made by scripts/build-dist.ts, build 3065fe8b2f839403.
import { meter_process } from '../siso.js';

await meter_process();
