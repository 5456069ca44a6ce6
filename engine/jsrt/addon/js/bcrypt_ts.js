// bcrypt-ts: bcryptjs without callbacks.
import * as js from "bcryptjs";

export const genSaltSync = (rounds = 10) => js.genSaltSync(rounds);
export const genSalt = async (rounds = 10) => js.genSaltSync(rounds);
export const hashSync = (content, salt = 10) => js.hashSync(content, salt);
export const hash = (content, salt, progress) => js.hash(content, salt, undefined, progress);
export const compareSync = (content, hash) => js.compareSync(content, hash);
export const compare = (content, hash, progress) => js.compare(content, hash, undefined, progress);
export const { getRounds, getSalt, truncates } = js;
