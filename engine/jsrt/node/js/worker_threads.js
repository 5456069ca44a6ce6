// node:worker_threads: this is the main thread, and there are no others.
import EventEmitter from "node:events";
import { classes, functions } from "signalbox:node/unavailable";

const { MessageChannel, MessagePort, BroadcastChannel } = globalThis;
const { Worker } = classes("worker_threads", ["Worker"], "a handler cannot start threads", EventEmitter);
const { moveMessagePortToContext, postMessageToThread } = functions("worker_threads", ["moveMessagePortToContext", "postMessageToThread"], "there are no other threads");
const data = new Map();
const isMainThread = true, parentPort = null, workerData = null, threadId = 0, resourceLimits = {}, SHARE_ENV = Symbol.for("nodejs.worker_threads.SHARE_ENV");
const markAsUntransferable = () => {}, isMarkedAsUntransferable = () => false, receiveMessageOnPort = () => undefined;
const setEnvironmentData = (key, value) => { if (value === undefined) data.delete(key); else data.set(key, value); };
const getEnvironmentData = (key) => data.get(key);

export default {
  isMainThread, MessagePort, MessageChannel, markAsUntransferable, isMarkedAsUntransferable, moveMessagePortToContext, receiveMessageOnPort, resourceLimits,
  postMessageToThread, threadId, SHARE_ENV, Worker, parentPort, workerData, BroadcastChannel, setEnvironmentData, getEnvironmentData,
};
export {
  isMainThread, MessagePort, MessageChannel, markAsUntransferable, isMarkedAsUntransferable, moveMessagePortToContext, receiveMessageOnPort, resourceLimits,
  postMessageToThread, threadId, SHARE_ENV, Worker, parentPort, workerData, BroadcastChannel, setEnvironmentData, getEnvironmentData,
};
