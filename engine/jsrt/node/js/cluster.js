// node:cluster: this is the primary, and it has no workers.
import EventEmitter from "node:events";
import { functions } from "signalbox:node/unavailable";

const cluster = Object.assign(new EventEmitter(), {
  isWorker: false, isMaster: true, isPrimary: true, workers: {}, settings: {}, SCHED_NONE: 1, SCHED_RR: 2, schedulingPolicy: 2,
  Worker: class Worker extends EventEmitter {}, setupPrimary() {}, setupMaster() {}, disconnect(done) { done?.(); },
  ...functions("cluster", ["fork"], "a handler cannot start processes"),
});
export default cluster;
export const { isWorker, isMaster, isPrimary, Worker, workers, settings, SCHED_NONE, SCHED_RR, schedulingPolicy, setupPrimary, setupMaster, fork, disconnect } = cluster;
