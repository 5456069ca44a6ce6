// node:trace_events: nothing is recorded.
export const createTracing = () => ({ enable() {}, disable() {}, enabled: false, categories: "" });
export const getEnabledCategories = () => undefined;
export default { createTracing, getEnabledCategories };
