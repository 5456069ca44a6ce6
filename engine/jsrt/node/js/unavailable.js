// What can be imported but not used: functions and classes that refuse when
// they are called, in a sentence that names the module and the function.
import { refused } from "signalbox:node/errors";

// functions makes an object of refusing functions.
export function functions(module, names, why) {
  const out = {};
  for (const name of names) out[name] = { [name]() { throw refused(module, `${name}()`, why); } }[name];
  return out;
}

// classes makes an object of classes that refuse to be constructed. They can be
// extended, which packages do at import.
export function classes(module, names, why, Base = Object) {
  const out = {};
  for (const name of names) {
    out[name] = { [name]: class extends Base { constructor() { super(); throw refused(module, name, why); } } }[name];
  }
  return out;
}
