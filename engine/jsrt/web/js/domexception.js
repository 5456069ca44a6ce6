// DOMException, with the legacy codes (https://webidl.spec.whatwg.org/#idl-DOMException).
(function (host, internal) {
  'use strict';
  const codes = {
    IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
    NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10,
    InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14,
    InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20,
    URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
  };
  const slot = Symbol('exception');
  const get = (e, key) => {
    const s = e === null || e === undefined ? undefined : e[slot];
    if (!s) throw internal.code(new TypeError('Value of "this" must be of type DOMException'), 'ERR_INVALID_THIS');
    return s[key];
  };

  class DOMException {
    constructor(message = '', options = 'Error') {
      // An Error is made for its stack, and so that the engine's own checks
      // (Error.isError, the class in reports) see an error.
      const self = new Error();
      Object.setPrototypeOf(self, new.target.prototype);
      let name = options;
      if (options !== null && typeof options === 'object') {
        name = options.name === undefined ? 'Error' : options.name;
        if ('cause' in options) {
          Object.defineProperty(self, 'cause', { value: options.cause, configurable: true, writable: true, enumerable: false });
        }
      }
      delete self.message;
      name = `${name}`;
      Object.defineProperty(self, slot, { value: { message: `${message}`, name, code: codes[name] ?? 0 } });
      return self;
    }
    get name() { return get(this, 'name'); }
    get message() { return get(this, 'message'); }
    get code() { return get(this, 'code'); }
  }
  Object.setPrototypeOf(DOMException.prototype, Error.prototype);
  internal.idl(DOMException);
  internal.constants(DOMException, {
    INDEX_SIZE_ERR: 1, DOMSTRING_SIZE_ERR: 2, HIERARCHY_REQUEST_ERR: 3, WRONG_DOCUMENT_ERR: 4, INVALID_CHARACTER_ERR: 5,
    NO_DATA_ALLOWED_ERR: 6, NO_MODIFICATION_ALLOWED_ERR: 7, NOT_FOUND_ERR: 8, NOT_SUPPORTED_ERR: 9, INUSE_ATTRIBUTE_ERR: 10,
    INVALID_STATE_ERR: 11, SYNTAX_ERR: 12, INVALID_MODIFICATION_ERR: 13, NAMESPACE_ERR: 14, INVALID_ACCESS_ERR: 15,
    VALIDATION_ERR: 16, TYPE_MISMATCH_ERR: 17, SECURITY_ERR: 18, NETWORK_ERR: 19, ABORT_ERR: 20, URL_MISMATCH_ERR: 21,
    QUOTA_EXCEEDED_ERR: 22, TIMEOUT_ERR: 23, INVALID_NODE_TYPE_ERR: 24, DATA_CLONE_ERR: 25,
  });
  internal.expose('DOMException', DOMException);
  internal.isDOMException = (e) => internal.isObject(e) && slot in e;
})
