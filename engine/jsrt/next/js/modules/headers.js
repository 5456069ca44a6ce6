import { internal } from "signalbox:internal";
export const { cookies, headers, draftMode } = internal.next;
export default { cookies, headers, draftMode };
