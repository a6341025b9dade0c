// Small comforts. Every page works without this file.
(function () {
  "use strict";

  // Leave this page: gone at once, not in the history, and signed out behind the scenes.
  function leave(form) {
    document.documentElement.hidden = true;
    document.title = " ";
    if (navigator.sendBeacon) navigator.sendBeacon(form.action);
    window.location.replace(form.getAttribute("data-leave"));
  }

  var leaveForm = document.querySelector("form[data-leave]");
  if (leaveForm) {
    leaveForm.addEventListener("submit", function (event) {
      event.preventDefault();
      leave(leaveForm);
    });
    var presses = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      presses = presses.filter(function (at) { return event.timeStamp - at < 2000; });
      presses.push(event.timeStamp);
      if (presses.length === 3) leave(leaveForm);
    });
  }

  // A form with mistakes: the list of them takes the focus.
  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // A slow network invites a second tap: send each form once.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.hasAttribute("data-sent")) event.preventDefault();
    form.setAttribute("data-sent", "");
    window.setTimeout(function () { form.removeAttribute("data-sent"); }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      form.removeAttribute("data-sent");
    });
  });

  // Close the language menu by Escape or by a tap outside it.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.languages[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
