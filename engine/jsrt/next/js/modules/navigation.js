import { internal } from "signalbox:internal";
export const {
  ReadonlyURLSearchParams, RedirectType, forbidden, notFound, permanentRedirect, redirect, unauthorized,
  unstable_isUnrecognizedActionError, unstable_rethrow,
} = internal.next.navigation;
export default internal.next.navigation;
