// node:domain, deprecated since Node 1: a domain runs what it is given.
import EventEmitter from "node:events";

export class Domain extends EventEmitter {
  members = [];
  run(fn, ...args) { return Reflect.apply(fn, this, args); }
  add(member) { this.members.push(member); }
  remove(member) { this.members = this.members.filter((m) => m !== member); }
  bind(fn) { return fn; }
  intercept(fn) { return (err, ...args) => (err ? this.emit("error", err) : fn(...args)); }
  enter() {}
  exit() {}
}
export const create = () => new Domain(), createDomain = create;
export const active = null;
export default { Domain, create, createDomain, active };
