// Small comforts. Every page is complete without this file.
(() => {
  "use strict";
  // Where a server answers, addresses need no index.html.
  if (/^https?:$/.test(location.protocol)) {
    for (const link of document.querySelectorAll('a[href*="index.html"]')) {
      if (link.host !== location.host) continue;
      link.setAttribute("href", link.getAttribute("href").replace(/(^|\/)index\.html(?=$|[?#])/, (all, slash) => slash || "./"));
    }
  }

  // The menu closes by Escape and by a press beside it.
  const menu = document.querySelector("details.menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  // A video is loaded when it is asked for.
  for (const link of document.querySelectorAll("a[data-video]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const video = document.createElement("video");
      video.controls = video.autoplay = true;
      video.src = link.href;
      const poster = link.querySelector("img");
      if (poster) video.poster = poster.currentSrc || poster.src;
      link.replaceWith(video);
      video.focus();
    });
  }

  // The index in the margin follows the reader; on a narrow screen it starts closed.
  const index = document.querySelector(".index");
  if (!index) return;
  if (matchMedia("(max-width: 68.74em)").matches) index.querySelector("details").open = false;
  index.dataset.ready = "";
  const entries = new Map();
  for (const link of index.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) entries.set(target, link);
  }
  let waiting = false;
  const mark = () => {
    waiting = false;
    let current = null;
    for (const [target, link] of entries) {
      link.removeAttribute("aria-current");
      if (target.getBoundingClientRect().top < innerHeight / 3) current = link;
    }
    if (current) current.setAttribute("aria-current", "true");
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
