// URLPattern: the polyfill of its specification's authors.
(function (host, internal) {
  'use strict';
  const { URLPattern } = (0, eval)(host.webPart('urlpattern-polyfill'))(host, internal);
  internal.idl(URLPattern, 'URLPattern');
  internal.expose('URLPattern', URLPattern);
})
