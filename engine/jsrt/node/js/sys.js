// node:sys is util under its oldest name.
export { default } from "node:util";
export * from "node:util";
