// For `node --import`: the clock that only goes on goes three times as fast. Clocks of the day and timers stay as they are.
const real = performance.now.bind(performance);
performance.now = () => 3 * real();
