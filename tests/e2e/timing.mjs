// What the browser measured of itself. Figures to print, not to assert: they depend on the machine.

// Milliseconds to the first and the largest paint and until the planner ran, the sum of layout
// shifts, and the bytes that came over the network.
export function readPaint(page) {
  return page.evaluate(async () => {
    const entries = (type) =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => finish(list.getEntries()));
        const finish = (found) => {
          observer.disconnect();
          resolve(found);
        };
        observer.observe({ type, buffered: true });
        // There may be no entry of this type at all.
        setTimeout(() => finish([]), 100);
      });
    const start = (entry) => entry?.startTime ?? NaN;
    const [paints, shifts] = await Promise.all(
      ["largest-contentful-paint", "layout-shift"].map(entries),
    );
    const loads = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ];
    return {
      firstPaint: start(performance.getEntriesByName("first-contentful-paint")[0]),
      largestPaint: start(paints.at(-1)),
      ready: start(performance.getEntriesByName("movecast-ready")[0]),
      layoutShift: shifts.reduce((sum, shift) => sum + shift.value, 0),
      transferred: loads.reduce((sum, load) => sum + load.transferSize, 0),
    };
  });
}

// Milliseconds from each interaction in `act` to the next paint, ascending. The browser counts in steps
// of 8 ms and leaves out what takes less than 16 ms.
export async function measureInteractions(page, act) {
  await page.evaluate(() => {
    const longest = new Map();
    const observer = new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) {
        if (interactionId) longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0));
      }
    });
    observer.observe({ type: "event", durationThreshold: 16 });
    window.interactions = () => {
      observer.disconnect();
      return [...longest.values()].sort((a, b) => a - b);
    };
  });
  await act();
  // Entries arrive after the paint that they wait for.
  await page.waitForTimeout(300);
  return page.evaluate(() => window.interactions());
}

// Milliseconds between the frames that the page paints during `act`, ascending.
export async function measureFrames(page, act) {
  await page.evaluate(() => {
    const times = [];
    window.frameTimes = times;
    const record = (time) => {
      times.push(time);
      if (window.frameTimes === times) requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
  });
  await act();
  const times = await page.evaluate(() => {
    const { frameTimes } = window;
    window.frameTimes = undefined;
    return frameTimes;
  });
  return times.slice(1).map((time, index) => time - times[index]).sort((a, b) => a - b);
}

// The value below which this share of an ascending list lies.
export function quantile(ascending, share) {
  return ascending[Math.min(Math.floor(share * ascending.length), ascending.length - 1)];
}
