import { internal } from "signalbox:internal";
export const ImageResponse = internal.next.ImageResponse;
export default { ImageResponse };
