import { type MeterStandby, startMeter } from '../meter/index.ts';

/** A task may wait for hours, so its meter comes up when it is admitted. */
export const LATE_METER: MeterStandby = { start: startMeter, dismiss: () => undefined };
