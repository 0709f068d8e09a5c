// For `node --import`: the machine's clock of the day is SHIFT_CLOCK_MS off. Timers stay as they are.
const shiftMs = Number(process.env['SHIFT_CLOCK_MS']);
const RealDate = Date;

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...args);
  }

  static now() {
    return RealDate.now() + shiftMs;
  }
};
