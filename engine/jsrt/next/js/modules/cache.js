import { internal } from "signalbox:internal";
export const {
  unstable_cache, updateTag, revalidateTag, revalidatePath, refresh, unstable_noStore, io, cacheLife, cacheTag,
  navigation, prefetch, unstable_cacheLife, unstable_cacheTag,
} = internal.next.cache;
export default internal.next.cache;
