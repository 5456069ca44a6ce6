// node:v8: the engine is not V8. What packages ask of it has an answer; the
// rest refuses.
import { host } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { functions } from "signalbox:node/unavailable";

const why = "the engine is QuickJS";
const used = () => host.nodeMemory();
const getHeapStatistics = () => ({
  total_heap_size: used() * 2, total_heap_size_executable: 0, total_physical_size: used() * 2, total_available_size: 2 ** 32, used_heap_size: used(),
  heap_size_limit: 2 ** 32, malloced_memory: 0, peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0,
  total_global_handles_size: 0, used_global_handles_size: 0, external_memory: 0,
});
const getHeapSpaceStatistics = () => [], getHeapCodeStatistics = () => ({}), cachedDataVersionTag = () => 0, setFlagsFromString = () => {}, takeCoverage = () => {}, stopCoverage = () => {};
// serialize is not V8's format, only one that deserialize reads.
const serialize = (value) => Buffer.from(JSON.stringify({ value }));
const deserialize = (bytes) => JSON.parse(Buffer.from(bytes).toString()).value;
const { getHeapSnapshot, writeHeapSnapshot, queryObjects, Serializer, Deserializer, DefaultSerializer, DefaultDeserializer } =
  functions("v8", ["getHeapSnapshot", "writeHeapSnapshot", "queryObjects", "Serializer", "Deserializer", "DefaultSerializer", "DefaultDeserializer"], why);
class GCProfiler { start() {} stop() { return undefined; } }
const setHeapSnapshotNearHeapLimit = () => {}, promiseHooks = {}, startupSnapshot = { isBuildingSnapshot: () => false };

export default {
  cachedDataVersionTag, getHeapSnapshot, getHeapStatistics, getHeapSpaceStatistics, getHeapCodeStatistics, setFlagsFromString, Serializer,
  Deserializer, DefaultSerializer, DefaultDeserializer, deserialize, takeCoverage, stopCoverage, serialize, writeHeapSnapshot, promiseHooks, queryObjects, startupSnapshot, GCProfiler, setHeapSnapshotNearHeapLimit,
};
export {
  cachedDataVersionTag, getHeapSnapshot, getHeapStatistics, getHeapSpaceStatistics, getHeapCodeStatistics, setFlagsFromString, Serializer,
  Deserializer, DefaultSerializer, DefaultDeserializer, deserialize, takeCoverage, stopCoverage, serialize, writeHeapSnapshot, promiseHooks, queryObjects, startupSnapshot, GCProfiler, setHeapSnapshotNearHeapLimit,
};
