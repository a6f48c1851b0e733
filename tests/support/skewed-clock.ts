/** Given to Node with `--import`: the clock of the process is wrong by `CLOCK_IS_OFF_BY` milliseconds from its first statement on. */
const offset = Number(process.env.CLOCK_IS_OFF_BY);
const { now } = Date;
globalThis.Date = new Proxy(Date, {
  construct: (date, args, self) => Reflect.construct(date, args.length === 0 ? [now() + offset] : args, self),
  apply: () => new Date(now() + offset).toString(),
});
Date.now = () => now() + offset;
