// Maps: the name and value of the shape under the pointer, and a way through all shapes by the arrow keys.
// Without this file every shape has its title, and the table below has everything.
(() => {
  "use strict";
  const REST = 600; // ms after which the tip can be reached with the pointer

  class Atlas {
    constructor(svg) {
      this.svg = svg;
      this.stage = svg.parentElement;
      this.shapes = [...svg.querySelectorAll(".map-marks use, .map-circles circle")];
      this.said = new Map();
      for (const shape of this.shapes) {
        const title = shape.querySelector("title");
        this.said.set(shape, title ? title.textContent : this.told(shape));
        if (title) title.remove(); // or the browser would show it as well
      }
      this.tip = this.stage.appendChild(Object.assign(document.createElement("p"), { className: "map-tip", hidden: true }));
      this.voice = this.stage.appendChild(Object.assign(document.createElement("p"), { className: "visually-hidden" }));
      this.voice.setAttribute("aria-live", "polite");
      svg.setAttribute("tabindex", "0");
      svg.setAttribute("role", "application");
      svg.setAttribute("aria-roledescription", svg.dataset.map);
      this.listen();
    }

    // Small maps have no words of their own: their values stand in one table, a column for each of them.
    told(shape) {
      const { column, key } = this.svg.dataset;
      const figure = this.svg.closest("figure");
      const code = shape.getAttribute("href").slice(1 + key.length);
      const row = figure.querySelector(`tr[data-shape="${CSS.escape(code)}"]`);
      return row ? `${row.cells[0].firstChild.data.trim()}: ${row.cells[Number(column)].textContent}` : "";
    }

    listen() {
      const { svg, tip } = this;
      const under = (event) => event.target.closest("use, circle");
      svg.addEventListener("pointermove", (event) => {
        if (event.pointerType === "touch") return;
        const shape = under(event);
        if (this.said.has(shape)) this.show(shape, event);
        else this.hide();
      });
      for (const area of [svg, tip]) {
        area.addEventListener("pointerleave", (event) => {
          const to = event.relatedTarget;
          if (event.pointerType !== "touch" && to !== tip && !svg.contains(to)) this.hide();
        });
      }
      // A first touch says what is there, a second one follows the link.
      svg.addEventListener("click", (event) => {
        const shape = under(event);
        if (!this.said.has(shape)) return this.hide();
        if (event.pointerType === "touch" && shape !== this.current) event.preventDefault();
        this.show(shape, event.pointerType ? event : null);
      });
      svg.addEventListener("focus", () => {
        if (svg.matches(":focus-visible")) this.say(this.current || this.first());
      });
      svg.addEventListener("blur", () => this.hide());
      svg.addEventListener("keydown", (event) => this.key(event));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.hide();
      });
    }

    key(event) {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const link = this.current && this.current.closest("a");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (steps[event.key]) this.say(this.next(...steps[event.key]));
      else if (event.key === "Home") this.say(this.first());
      else if (event.key === "Enter" && link) location.assign(link.href.baseVal);
      else return;
      event.preventDefault();
    }

    first() {
      const marked = this.svg.querySelector(".map-marked");
      const same = marked && this.shapes.find((shape) => shape.getAttribute("href") === marked.getAttribute("href"));
      return same || this.shapes[0];
    }

    middle(shape) {
      const box = shape.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    }

    // The nearest shape that way; what lies aside counts as farther than what lies ahead.
    next(dx, dy) {
      const from = this.current || this.first();
      const [x, y] = this.middle(from);
      let best = from, least = Infinity;
      for (const shape of this.shapes) {
        const [a, b] = this.middle(shape);
        const ahead = (a - x) * dx + (b - y) * dy;
        const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
        if (shape === from || ahead <= 0.5 || aside > ahead * 2) continue;
        if (ahead + aside * 2 < least) [best, least] = [shape, ahead + aside * 2];
      }
      return best;
    }

    say(shape) {
      if (!shape) return;
      this.show(shape, null);
      this.voice.textContent = shape.dataset.said || this.said.get(shape);
    }

    show(shape, event) {
      if (shape !== this.current || this.tip.hidden) {
        this.hide();
        this.current = shape;
        this.ring = this.svg.appendChild(shape.cloneNode());
        this.ring.removeAttribute("id");
        this.ring.setAttribute("class", "map-ring");
        const [name, value] = this.parts(shape.dataset.said || this.said.get(shape));
        this.tip.replaceChildren(Object.assign(document.createElement("b"), { textContent: name }), value);
        this.tip.hidden = false;
        this.tip.classList.remove("map-tip-resting");
        this.rest = setTimeout(() => this.tip.classList.add("map-tip-resting"), REST);
      }
      this.place(event ? [event.clientX, event.clientY] : this.middle(shape));
    }

    // "Name: value"; names may have colons too, values have none.
    parts(said) {
      const at = said.lastIndexOf(": ");
      return at < 0 ? [said, ""] : [said.slice(0, at), said.slice(at + 2)];
    }

    place([x, y]) {
      const stage = this.stage.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = this.tip;
      const left = Math.min(Math.max(x - stage.left - width / 2, 0), stage.width - width);
      const above = y - stage.top - height - 16;
      this.tip.style.left = `${left}px`;
      this.tip.style.top = `${above < 0 && y - stage.top + 24 + height < stage.height ? y - stage.top + 24 : above}px`;
    }

    hide() {
      clearTimeout(this.rest);
      if (this.ring) this.ring.remove();
      this.ring = null;
      this.tip.hidden = true;
    }
  }

  for (const svg of document.querySelectorAll("svg[data-map]")) new Atlas(svg);
})();
