// ImageResponse, which signalbox does not have, and userAgent, over
// ua-parser-js, which Next uses as well.
(function (host, internal) {
  "use strict";
  const { next } = internal;
  next.ImageResponse = class ImageResponse {
    static displayName = "ImageResponse";
    constructor() {
      const call = next.call();
      if (call) next.emit(call, "unsupported", { what: "ImageResponse" });
      throw new Error("ImageResponse is not supported by signalbox: drawing images takes a layout engine, fonts and a rasteriser, which it does not carry. Under Next.js this answers 200 image/png.");
    }
  };
  const bots = /Googlebot|Mediapartners-Google|AdsBot-Google|googleweblight|Storebot-Google|Google-PageRenderer|Google-InspectionTool|Bingbot|BingPreview|Slurp|DuckDuckBot|baiduspider|yandex|sogou|LinkedInBot|bitlybot|tumblr|vkShare|quora link preview|facebookexternalhit|facebookcatalog|Twitterbot|applebot|redditbot|Slackbot|Discordbot|WhatsApp|SkypeUriPreview|ia_archiver|GPTBot/i;
  let parser;
  next.userAgentFromString = function userAgentFromString(input) {
    parser ??= (0, eval)(host.nextUserAgent())();
    return { ...parser(input), isBot: input === undefined ? false : bots.test(input) };
  };
  next.userAgent = function userAgent({ headers }) {
    return next.userAgentFromString(headers.get("user-agent") || undefined);
  };
})
