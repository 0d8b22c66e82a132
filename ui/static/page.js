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

  // All screens have the same sizes of letters. A slide that does not fit has small tables, and only in a
  // window that is too low for these smaller letters altogether; on a phone it is scrolled.
  const fit = () => {
    const screen = document.querySelector(".st-key-present_screen");
    const slide = screen?.querySelector(".slide");
    if (!slide) return;
    slide.classList.remove("dense");
    slide.style.removeProperty("--share");
    if (innerWidth <= 640) return;
    const wide = () => [...slide.querySelectorAll(".table")].some((table) => table.scrollWidth > table.clientWidth + 1);
    const fits = () => screen.scrollHeight <= screen.clientHeight && !wide();
    if (!fits()) slide.classList.add("dense");
    for (let share = 0.97; share > 0.4 && !fits(); share -= 0.03) slide.style.setProperty("--share", share);
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

  // Sentences of a report are written where they are read. What was written goes to a hidden field of
  // the page; Enter and a click elsewhere save it, Escape gives the text before back.
  let writing = null;
  let saved = null;
  const send = (value) => {
    const field = document.querySelector(".st-key-present_say input");
    if (!field) return;
    // React listens to the element's own setter: a plain assignment would not be seen.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, JSON.stringify(value));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const caret = (place, event) => {
    const at = event?.clientX !== undefined && document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = document.createRange();
    if (at && place.contains(at.offsetNode)) range.setStart(at.offsetNode, at.offset);
    else range.selectNodeContents(place);
    range.collapse(Boolean(at));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const begin = (place, event) => {
    const before = place.textContent;
    writing = { place, before, field: null };
    place.removeAttribute("role");
    if (place.dataset.day !== undefined) {
      const field = document.createElement("input");
      field.type = "date";
      field.value = place.dataset.day;
      field.setAttribute("aria-label", place.title);
      writing.field = field;
      place.replaceChildren(field);
      field.focus();
      return;
    }
    place.setAttribute("role", "textbox");
    place.setAttribute("contenteditable", "plaintext-only");
    if (!place.isContentEditable) place.setAttribute("contenteditable", "true");
    if (before === "–") place.textContent = "";
    place.focus();
    caret(place, event);
  };
  const finish = (saves) => {
    const { place, before, field } = writing;
    writing = null;
    const text = (field ? field.value : place.textContent).trim();
    const was = field ? place.dataset.day : before === "–" ? "" : before;
    place.removeAttribute("contenteditable");
    place.setAttribute("role", "button");
    const changes = saves && text !== was && (text !== "" || place.dataset.written !== undefined);
    if (!changes || field) place.textContent = before;
    if (!changes) return;
    saved = { place, id: place.dataset.say };
    // The time makes every change a new value: what was undone can be written again.
    send({ id: place.dataset.say, text, at: Date.now() });
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-press]");
    if (pressed) press(pressed.dataset.press);
    const place = event.target.closest?.("[data-say]");
    if (place && place !== writing?.place) begin(place, event);
  });
  document.addEventListener("focusout", (event) => {
    if (writing?.place.contains(event.target) && !writing.place.contains(event.relatedTarget)) finish(true);
  });
  // Before everything else: the keys of the application are letters of a sentence here.
  for (const kind of ["keydown", "keypress", "keyup"]) addEventListener(kind, (event) => {
    if (writing) {
      event.stopPropagation();
      if (kind !== "keydown" || event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      const { place } = writing;
      finish(event.key === "Enter");
      place.focus({ preventScroll: true });
    } else if (kind === "keydown" && event.target.matches?.("[data-say]") && [" ", "Enter"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      begin(event.target);
    }
  }, true);
  // A saved sentence is a new element: it is in view and has the focus again.
  const resume = () => {
    if (!saved || saved.place.isConnected) return;
    const place = document.querySelector(`[data-say="${CSS.escape(saved.id)}"]`);
    if (!place) return;
    saved = null;
    place.closest("details")?.setAttribute("open", "");
    if (document.activeElement === document.body) place.focus({ preventScroll: true });
  };

  // The search can be typed into as soon as it opens.
  new MutationObserver(() => {
    adoptAll();
    present();
    resume();
    const field = document.querySelector(".st-key-palette_field input");
    if (field && !field.dataset.focused) {
      field.dataset.focused = "1";
      field.focus();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
