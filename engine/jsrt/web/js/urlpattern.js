// URLPattern: the polyfill of its specification's authors.
(function (host, internal) {
  'use strict';
  const { URLPattern } = internal.loadPart('urlpattern-polyfill');
  internal.idl(URLPattern, 'URLPattern');
  internal.expose('URLPattern', URLPattern);
})
