// Keeps the styles and the page that says there is no network. No page of a person is ever kept.
"use strict";
const SHELL = {{ shell|safe }};
const OFFLINE = {{ offline|safe }};
const FILES = {{ files|safe }};

self.addEventListener("install", function (event) {
  const kept = caches.open(SHELL).then(function (shell) { return shell.addAll([OFFLINE].concat(FILES)); });
  event.waitUntil(kept.then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  const old = caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== SHELL; })
      .map(function (name) { return caches.delete(name); }));
  });
  event.waitUntil(old.then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(function () { return caches.match(OFFLINE); }));
  } else if (FILES.indexOf(new URL(request.url).pathname) !== -1) {
    event.respondWith(caches.match(request).then(function (kept) { return kept || fetch(request); }));
  }
});
