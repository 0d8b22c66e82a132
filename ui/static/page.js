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

  // Pictures of a report come as images, which cannot use the typeface of the page: they become a part of it.
  const adopt = (image) => {
    const bytes = Uint8Array.from(atob(image.src.split(",")[1]), (letter) => letter.charCodeAt(0));
    const drawing = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml").documentElement;
    drawing.querySelector("style")?.remove();
    drawing.setAttribute("style", image.getAttribute("style") ?? "");
    image.replaceWith(document.importNode(drawing, true));
  };
  const adoptAll = () => document.querySelectorAll('img[src^="data:image/svg+xml;base64,"]').forEach((image) => {
    if (image.closest(".slide, .paper")) adopt(image);
  });

  // A slide is written as large as its screen lets it be; on a phone it is scrolled.
  const fit = () => {
    const screen = document.querySelector(".st-key-present_screen");
    const slide = screen?.querySelector(".slide");
    if (!slide) return;
    slide.style.fontSize = "";
    if (innerWidth <= 640) return;
    const wide = () => [...slide.querySelectorAll(".table")].some((table) => table.scrollWidth > table.clientWidth + 1);
    let size = 1.3 * parseFloat(getComputedStyle(slide).fontSize);
    slide.style.fontSize = `${size}px`;
    while (size > 8 && (screen.scrollHeight > screen.clientHeight || wide())) {
      size -= 0.5;
      slide.style.fontSize = `${size}px`;
    }
  };
  const resized = new ResizeObserver(fit);
  const present = () => {
    const screen = document.querySelector(".st-key-present_screen");
    const slide = screen?.querySelector(".slide");
    if (!slide || slide.dataset.fitted) return;
    slide.dataset.fitted = "1";
    screen.scrollTop = 0;
    fit();
    document.fonts.ready.then(fit);
    resized.disconnect();
    resized.observe(screen);
  };

  // "F" fills the screen with the slides; a swipe turns them.
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector(".slide")) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  });
  let touched = null;
  addEventListener("touchstart", (event) => {
    const slides = event.touches.length === 1 && event.target.closest?.(".st-key-present_screen");
    const box = event.target.closest?.(".table, .picture");
    touched = slides && !(box && box.scrollWidth > box.clientWidth) ? event.touches[0] : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!touched) return;
    const [x, y] = [event.changedTouches[0].clientX - touched.clientX, event.changedTouches[0].clientY - touched.clientY];
    touched = null;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) press(x < 0 ? "present_turn_right" : "present_turn_left");
  }, { passive: true });

  // The search can be typed into as soon as it opens.
  new MutationObserver(() => {
    adoptAll();
    present();
    const field = document.querySelector(".st-key-palette_field input");
    if (field && !field.dataset.focused) {
      field.dataset.focused = "1";
      field.focus();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
