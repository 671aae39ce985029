// The preview's part in an open page: it shows what was saved, or what is wrong with it. Never published.
(() => {
  "use strict";
  let state = document.currentScript.dataset.state;
  let source = null;
  let shown = "";
  let closed = "";
  let host = null;
  const key = `obsite-scroll:${location.pathname}`;

  // A reader's place in the text outlives the text's new version.
  try {
    const place = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    if (place) {
      const go = () => scrollTo({ left: place[0], top: place[1], behavior: "instant" });
      go();
      addEventListener("load", go, { once: true });
    }
  } catch { /* a browser that keeps nothing keeps no place either */ }

  function reload() {
    try { sessionStorage.setItem(key, JSON.stringify([scrollX, scrollY])); } catch { /* as above */ }
    if (source) source.close();
    location.reload();
  }

  function swap(styles, mark) {
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"][href]')]
      .filter((link) => new URL(link.href).origin === location.origin);
    const named = sheets.filter((link) => styles.includes(decodeURI(new URL(link.href).pathname)));
    // One imported by another sheet has no element: then all are fetched again. A sheet that is still
    // on its way from the save before counts as the page's own, so that none is left over.
    const latest = new Map((named.length ? named : sheets).map((link) => [new URL(link.href).pathname, link]));
    for (const [path, old] of latest) {
      const address = new URL(old.href);
      address.searchParams.set("state", mark);
      const fresh = old.cloneNode();
      fresh.href = address;
      fresh.addEventListener("load", () => sheets
        .filter((link) => new URL(link.href).pathname === path)
        .forEach((link) => link.remove()), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  }

  function hide() {
    if (host) host.remove();
    host = null;
    shown = "";
  }

  function close() {
    closed = shown;
    hide();
  }

  function show(html) {
    if (html === shown || html === closed) return;
    hide();
    closed = "";
    shown = html;
    host = document.createElement("obsite-faults");
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/_obsite/overlay.css";
    const holder = document.createElement("div");
    holder.innerHTML = html;
    holder.querySelector("button").addEventListener("click", close);
    host.hidden = true; // until it can be seen as it should be
    style.addEventListener("load", () => { if (host) host.hidden = false; }, { once: true });
    root.append(style, holder);
    document.body.append(host);
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape" && host) close(); });

  function address(path) {
    return decodeURI(path).replace(/(^|\/)index\.html$/, "$1");
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    if (news.overlay) show(news.overlay); else { hide(); closed = ""; }
    if (news.state === state) return;
    if (news.styles.length) swap(news.styles, news.state);
    else if (!news.pages || news.pages.includes(address(location.pathname))) return reload();
    state = news.state;
  }

  // A page that nobody sees listens to nothing: browsers allow few open connections to one host.
  function listen() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      // Which page is looked at: it is the first to be made anew.
      const page = encodeURIComponent(decodeURI(location.pathname));
      source = new EventSource(`/_obsite/events?page=${page}`);
      source.addEventListener("message", hear);
    }
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", listen);
  listen();
})();
