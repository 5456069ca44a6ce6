// node:perf_hooks: the global performance under its module name.
import { host } from "signalbox:internal";
import { check } from "signalbox:node/errors";

const { performance, Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming } = globalThis;

class Histogram {
  #values = [];
  record(n) { check.integer(n, "val", 1); this.#values.push(n); }
  recordDelta() { const now = host.nodeHrtime(); if (this.last) this.record(Math.max(1, Math.round(now - this.last))); this.last = now; }
  get count() { return this.#values.length; }
  get min() { return this.count ? Math.min(...this.#values) : 9223372036854776000; }
  get max() { return this.count ? Math.max(...this.#values) : 0; }
  get mean() { return this.count ? this.#values.reduce((a, b) => a + b, 0) / this.count : NaN; }
  get stddev() { const m = this.mean; return this.count ? Math.sqrt(this.#values.reduce((a, b) => a + (b - m) ** 2, 0) / this.count) : NaN; }
  get exceeds() { return 0; }
  get percentiles() { return new Map([[100, this.max]]); }
  percentile(p) { const sorted = [...this.#values].sort((a, b) => a - b); return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0; }
  reset() { this.#values = []; }
  enable() { return true; }
  disable() { return true; }
}
const createHistogram = () => new Histogram(), monitorEventLoopDelay = () => new Histogram();
const constants = { NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16 };
if (performance) {
  performance.eventLoopUtilization ??= () => ({ idle: 0, active: 0, utilization: 0 });
  performance.timerify ??= (fn) => fn;
}

export default { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming, monitorEventLoopDelay, createHistogram, performance, constants };
export { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming, monitorEventLoopDelay, createHistogram, performance, constants };
