// Switches layers at once; without this script the form's button does it on the server.
"use strict";
(() => {
  const form = document.querySelector("[data-layers]");
  if (!form) return;
  form.addEventListener("change", () => form.requestSubmit());
  const button = form.querySelector("button");
  if (button) button.hidden = true;
})();
