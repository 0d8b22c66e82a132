// What Streamlit has no setting for. It presses buttons of the page, and knows nothing of their work.
"use strict";
(() => {
  const press = (key) => document.querySelector(`.st-key-${key} button`)?.click();

  // Charts and pictures are drawn in the colours of the appearance: a switch of it draws them again.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    // Streamlit has to switch first: it sends the appearance with the run.
    setTimeout(() => press("appearance"), 400);
  });

  // "?" lists the keys, as in most applications; Streamlit takes letters and digits only.
  addEventListener("keydown", (event) => {
    const target = event.target;
    const writes = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
    if (event.key === "?" && !writes) press("key_list");
  });

  // The search can be typed into as soon as it opens.
  new MutationObserver(() => {
    const field = document.querySelector(".st-key-palette_field input");
    if (field && !field.dataset.focused) {
      field.dataset.focused = "1";
      field.focus();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
