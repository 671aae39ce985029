// Charts: the value under the pointer, or chosen by the arrow keys: of lines a rule at its period, of bars
// and dots a ring. The values are those of the table below. Without this file, it is a key away.
(() => {
  "use strict";

  const made = (tag, className, parent) =>
    parent.appendChild(Object.assign(document.createElement(tag), { className }));

  const text = (cell) => [...cell.childNodes].map((node) => node.textContent.trim()).join("\u2009").trim();

  const nearest = (away) => away.indexOf(Math.min(...away));

  // The periods of a table with the values of the series that are named: periods stand in rows, or in columns.
  function rowsOf(table, named, count) {
    const heads = [...table.tHead.rows[0].cells].map(text);
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map(text));
    if (rows.length === count) {
      return rows.map((row) => ({ name: row[0], values: heads.slice(1, named + 1).map((name, at) => [name, row[at + 1]]) }));
    }
    if (heads.length !== count + 1) return null;
    return heads.slice(1).map((name, at) => ({ name, values: rows.slice(0, named).map((row) => [row[0], row[at + 1]]) }));
  }

  // What one cell of a table says, or a whole row of it.
  function told(table, row, column) {
    const heads = [...table.tHead.rows[0].cells].map(text);
    const cells = [...table.tBodies[0].rows[row].cells].map(text);
    const columns = column ? [column] : heads.map((_, at) => at).slice(1);
    return { name: cells[0], values: columns.map((at) => [heads[at], cells[at]]) };
  }

  // Where something is read in a drawing: `box` is the part of it that answers, in its own pixels.
  class Reader {
    constructor(svg, box) {
      const { width, height } = svg.viewBox.baseVal;
      this.box = box;
      this.at = this.count - 1;
      const plot = (this.plot = made("div", "chart-reader", svg.parentElement));
      plot.style.left = `${(100 * box.left) / width}%`;
      plot.style.width = `${(100 * (box.right - box.left)) / width}%`;
      plot.style.top = `${(100 * box.top) / height}%`;
      plot.style.height = `${(100 * (box.bottom - box.top)) / height}%`;
      const facts = { role: "slider", tabindex: 0, "aria-label": svg.querySelector("title").textContent,
        "aria-valuemin": 0, "aria-valuemax": this.count - 1, "aria-orientation": "horizontal" };
      for (const [name, value] of Object.entries(facts)) plot.setAttribute(name, value);
      this.mark = made("span", this.ring ? "chart-reader-spot" : "chart-reader-rule", plot);
      this.tip = made("span", "chart-reader-tip", plot);
      this.tell();
      this.hide();
      plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.follow(event));
      plot.addEventListener("click", (event) => this.follow(event));
      plot.addEventListener("pointerleave", () => plot.matches(":focus-visible") || this.hide());
      plot.addEventListener("focus", () => plot.matches(":focus-visible") && this.show(this.at));
      plot.addEventListener("blur", () => this.hide());
      plot.addEventListener("keydown", (event) => this.key(event));
    }

    follow(event) {
      const { box, plot } = this;
      const seen = plot.getBoundingClientRect();
      const x = box.left + ((event.clientX - seen.left) / seen.width) * (box.right - box.left);
      const y = box.top + ((event.clientY - seen.top) / seen.height) * (box.bottom - box.top);
      const at = this.near(x, y);
      if (at < 0) this.hide();
      else this.show(at);
    }

    key(event) {
      const { at, count, across } = this;
      const to = { ArrowLeft: at - 1, ArrowDown: at + across, ArrowRight: at + 1, ArrowUp: at - across, Home: 0, End: count - 1 }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") this.hide();
      if (to === undefined) return;
      event.preventDefault();
      this.show(Math.max(0, Math.min(count - 1, to)));
    }

    tell() {
      const { name, values } = this.words(this.at);
      this.plot.setAttribute("aria-valuenow", this.at);
      this.plot.setAttribute("aria-valuetext", `${name}: ${values.map((pair) => pair.join(" ")).join(", ")}`);
    }

    show(at) {
      this.at = at;
      this.tell();
      const { name, values } = this.words(at);
      this.tip.replaceChildren();
      made("b", "", this.tip).textContent = name;
      for (const [what, value] of values) {
        const line = made("span", "chart-reader-line", this.tip);
        made("span", "", line).textContent = what;
        made("b", "", line).textContent = value;
      }
      const { box } = this;
      const place = this.place(at);
      const x = (place.x - box.left) / (box.right - box.left);
      const y = (place.y - box.top) / (box.bottom - box.top);
      this.mark.style.left = `${100 * x}%`;
      this.tip.style.left = x > 0.5 ? "auto" : `calc(${100 * x}% + 0.5rem)`;
      this.tip.style.right = x > 0.5 ? `calc(${100 * (1 - x)}% + 0.5rem)` : "auto";
      if (place.top !== undefined) {
        this.mark.style.top = `${(100 * (place.top - box.top)) / (box.bottom - box.top)}%`;
        this.mark.style.bottom = `${(100 * (box.bottom - place.bottom)) / (box.bottom - box.top)}%`;
      } else if (this.ring) this.mark.style.top = `${100 * y}%`;
      if (place.y !== undefined) {
        this.tip.style.top = y > 0.6 ? "auto" : `calc(${100 * y}% + 0.75rem)`;
        this.tip.style.bottom = y > 0.6 ? `calc(${100 * (1 - y)}% + 0.75rem)` : "auto";
      }
      this.mark.hidden = this.tip.hidden = false;
    }

    hide() {
      this.mark.hidden = this.tip.hidden = true;
    }
  }

  // Lines in one plot, read period by period.
  const lines = (rows, places) => class extends Reader {
    get count() { return rows.length; }
    get across() { return -1; }
    words(at) { return rows[at]; }
    place(at) { return { x: this.box.left + places[at] * (this.box.right - this.box.left) }; }
    near(x) { return nearest(places.map((place) => Math.abs(place - (x - this.box.left) / (this.box.right - this.box.left)))); }
  };

  // Single marks: bars by their row, dots by what is nearest.
  const marks = (table, spots, inRows) => class extends Reader {
    get count() { return spots.length; }
    get across() { return 1; }
    get ring() { return true; }
    words(at) { return told(table, spots[at][2], spots[at][3]); }
    place(at) { return { x: spots[at][0], y: spots[at][1] }; }
    near(x, y) {
      const away = spots.map((spot) => Math.hypot((spot[0] - x) / (inRows ? 100 : 1), spot[1] - y));
      const at = nearest(away);
      return inRows || away[at] < 40 ? at : -1;
    }
  };

  // Panels: small plots on one scale, each read period by period.
  const walls = (table, panels, places, across) => class extends Reader {
    get count() { return panels.length * places.length; }
    get across() { return places.length; }
    words(at) {
      const [, , , , row, column] = panels[Math.floor(at / places.length)];
      const period = at % places.length;
      return across ? told(table, row, column + period) : told(table, row + period, column);
    }
    place(at) {
      const [left, right, top, bottom] = panels[Math.floor(at / places.length)];
      return { x: left + places[at % places.length] * (right - left), y: bottom, top, bottom };
    }
    near(x, y) {
      const away = panels.map(([left, right, top, bottom]) =>
        Math.max(left - x, x - right, 0) + Math.max(top - 20 - y, y - bottom, 0));
      const panel = nearest(away);
      const [left, right] = panels[panel];
      return away[panel] > 30 ? -1 : panel * places.length + nearest(places.map((place) => Math.abs(left + place * (right - left) - x)));
    }
  };

  const grouped = (numbers, size) =>
    Array.from({ length: Math.floor(numbers.length / size) }, (_, at) => numbers.slice(at * size, at * size + size));

  const even = (count) => Array.from({ length: count }, (_, at) => at / (count - 1));

  function read(svg, table, numbers) {
    const { width, height } = svg.viewBox.baseVal;
    const whole = { left: 0, right: width, top: 0, bottom: height };
    const [left, right, top, bottom, named, count, ...places] = numbers;
    if (left === 0 && right === 0) {
      new (marks(table, grouped(numbers.slice(3), 4), Boolean(numbers[2])))(svg, whole);
    } else if (left === 1 && right === 1) {
      const uneven = numbers.slice(4, 4 + numbers[3]).map((place) => place / 1000);
      const panels = grouped(numbers.slice(4 + numbers[3]), 6);
      const last = panels[panels.length - 1];
      new (walls(table, panels, uneven.length ? uneven : even(numbers[2]), last[4] > 0))(svg, whole);
    } else {
      const rows = rowsOf(table, named, count);
      if (rows) new (lines(rows, places.length ? places.map((place) => place / 1000) : even(rows.length)))(svg, { left, right, top, bottom });
    }
  }

  for (const svg of document.querySelectorAll("svg[data-read]")) {
    const table = svg.closest("figure")?.querySelector(".chart-data table");
    if (table) read(svg, table, svg.dataset.read.split(" ").map(Number));
  }
})();
