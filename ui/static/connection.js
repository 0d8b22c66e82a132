// Where the server is, before Streamlit asks for it: on the address of a page it would try paths that
// do not exist, and wait for two answers before it connects. Only this page may talk to itself.
"use strict";
(() => {
  const base = new URL("..", document.currentScript.src);
  window.__streamlit = {
    ...window.__streamlit,
    BACKEND_BASE_URL: base.href,
    HOST_CONFIG: {
      allowedOrigins: [location.origin],
      useExternalAuthToken: false,
      enableCustomParentMessages: false,
    },
  };
})();
