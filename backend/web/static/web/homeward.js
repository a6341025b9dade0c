// Small comforts. Every page works without this file.
(function () {
  "use strict";

  // Leave this page: gone at once, with all that was typed, not in the history, signed out behind.
  function leave(form) {
    document.documentElement.hidden = true;
    document.title = " ";
    document.body.textContent = "";
    if (navigator.sendBeacon) navigator.sendBeacon(form.action);
    window.location.replace(form.getAttribute("data-leave"));
    sessionStorage.clear();  // last: it throws where storage is switched off
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
    if (form.hasAttribute("data-sent")) return event.preventDefault();
    form.setAttribute("data-sent", "");
    if (staysHere(form) && "submitter" in event) {
      event.preventDefault();
      send(form, address(form, event.submitter), answers(form, event.submitter), 1);
    } else {
      window.setTimeout(function () { form.removeAttribute("data-sent"); }, 8000);
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      form.removeAttribute("data-sent");
    });
  });

  // A form is sent from its page, which stays until the answer is here: without a network nothing
  // that was written is lost, and it is sent again by itself.
  function staysHere(form) {
    return window.fetch && document.getElementById("unsent") && form.closest("main") &&
      form.enctype !== "multipart/form-data" && !form.hasAttribute("data-leave");
  }

  function address(form, button) {
    return (button && button.getAttribute("formaction")) || form.getAttribute("action") ||
      location.href;
  }

  function answers(form, button) {
    var data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    return new URLSearchParams(data);
  }

  function send(form, to, data, tries) {
    if (form.stopTrying) form.stopTrying();
    var sent = { method: "POST", body: data, credentials: "same-origin",
                 headers: { "X-Sent-By": "script" } };
    fetch(to, sent).then(function (answer) {
      if (answer.status > 500) throw answer;  // nobody of ours has answered
      var next = answer.headers.get("X-Go-To");
      if (!next) return answer.text().then(show);
      if (next.indexOf("/sign-in/") === 0) remember(form, data);
      location.assign(next);
    }).catch(function () { wait(form, to, data, tries); });
  }

  // Again when the network is back, or now and then; not while its writer changes it.
  function wait(form, to, data, tries) {
    form.removeAttribute("data-sent");
    remember(form, data);
    if (!form.querySelector("[data-unsent]")) {
      form.appendChild(document.getElementById("unsent").content.cloneNode(true));
    }
    function again() {
      form.setAttribute("data-sent", "");
      send(form, to, data, tries + 1);
    }
    form.stopTrying = function () {
      window.clearTimeout(timer);
      window.removeEventListener("online", again);
      form.removeEventListener("input", form.stopTrying);
    };
    var timer = window.setTimeout(again, Math.min(60, 5 * tries) * 1000);
    window.addEventListener("online", again);
    form.addEventListener("input", form.stopTrying);
  }

  // The answer is this page again, with what is wrong, or a page that says why not.
  function show(html) {
    var page = new DOMParser().parseFromString(html, "text/html"), main = page.getElementById("main");
    if (!main) return location.reload();
    document.getElementById("main").replaceWith(main);
    document.title = page.title;
    window.scrollTo(0, 0);
    (document.querySelector(".error-summary") || main).focus({ preventScroll: true });
  }

  // Until the tab is closed: what was written and not sent. Never what is private even there.
  var UNSENT = "unsent:" + location.pathname;
  function remember(form, data) {
    if (form.closest("[data-private]") || form.querySelector("[type=password]")) return;
    var kept = [];
    data.forEach(function (value, name) {
      if (name !== "csrfmiddlewaretoken") kept.push([name, value]);
    });
    sessionStorage.setItem(UNSENT, JSON.stringify(kept));
  }

  function rewrite(form, kept) {
    var field = null;
    kept.forEach(function (pair) {
      form.querySelectorAll("[name='" + pair[0] + "']").forEach(function (one) {
        if (one.type === "hidden" || one.tagName === "BUTTON") return;
        if (one.type === "radio" || one.type === "checkbox") {
          if (one.value === pair[1]) one.checked = true;
        } else one.value = pair[1];
        field = one;
      });
    });
    if (field) form.prepend(document.getElementById("rewritten").content.cloneNode(true));
  }

  var unsent = document.getElementById("unsent") && sessionStorage.getItem(UNSENT);
  if (unsent) {
    sessionStorage.removeItem(UNSENT);
    document.querySelectorAll("main form[method=post]").forEach(function (form) {
      rewrite(form, JSON.parse(unsent));
    });
  }

  // From the second page on, the first should cost little: what to show without a network.
  if ("serviceWorker" in navigator && document.referrer.indexOf(location.origin) === 0) {
    navigator.serviceWorker.register("/sw.js");
  }

  // Close the language menu by Escape or by a tap outside it.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.languages[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
