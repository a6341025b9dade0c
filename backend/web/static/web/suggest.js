// Job titles as one types. Without this file the button sends the words, and a page offers titles.
(function () {
  "use strict";
  var SHOWN = 6, PAUSE = 200;

  function offer(input) {
    var list = document.createElement("div"), known = {}, timer, request;
    list.className = "actions";
    list.hidden = true;
    input.insertAdjacentElement("afterend", list);

    function choice(row) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet small";
      button.textContent = row.text;
      button.addEventListener("click", function () {
        input.value = row.text;
        input.form.requestSubmit();
      });
      return button;
    }

    function show(rows) {
      var texts = {};
      var each = rows.filter(function (row) {
        var text = row.text.toLowerCase();
        return texts[text] ? false : (texts[text] = true);
      });
      list.replaceChildren.apply(list, each.slice(0, SHOWN).map(choice));
      list.hidden = !each.length;
    }

    function ask() {
      var typed = input.value.trim().toLowerCase();
      if (request) request.abort();
      if (typed.length < 2) return show([]);
      if (known[typed]) return show(known[typed]);
      request = new AbortController();
      fetch(input.dataset.suggest + "?q=" + encodeURIComponent(typed), { signal: request.signal })
        .then(function (answer) { return answer.ok ? answer.json() : { results: [] }; })
        .then(function (page) { show(known[typed] = page.results); })
        .catch(function () {});
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape") show([]);
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(offer);
})();
