// Charts through time: a rule at the period under the pointer, or chosen by the arrow keys, with its values.
// The values are those of the table below. Without this file, the table is a key away.
(() => {
  "use strict";

  const made = (tag, className, parent) =>
    parent.appendChild(Object.assign(document.createElement(tag), { className }));

  const text = (cell) => [...cell.childNodes].map((node) => node.textContent.trim()).join("\u2009").trim();

  // The periods of a table with the values of the series that are named: periods stand in rows, or in columns.
  function rowsOf(table, named, count) {
    const heads = [...table.tHead.rows[0].cells].map(text);
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map(text));
    if (rows.length === count) {
      return rows.map((row) => ({ period: row[0], values: heads.slice(1, named + 1).map((name, at) => [name, row[at + 1]]) }));
    }
    if (heads.length !== count + 1) return null;
    return heads.slice(1).map((period, at) => ({ period, values: rows.slice(0, named).map((row) => [row[0], row[at + 1]]) }));
  }

  class Reader {
    constructor(svg, rows, numbers) {
      const [left, right, top, bottom, , count, ...places] = numbers;
      const { width, height } = svg.viewBox.baseVal;
      this.rows = rows;
      this.places = places.length ? places.map((place) => place / 1000) : rows.map((_, at) => at / (count - 1));
      this.at = count - 1;
      const plot = (this.plot = made("div", "chart-reader", svg.parentElement));
      plot.style.left = `${(100 * left) / width}%`;
      plot.style.width = `${(100 * (right - left)) / width}%`;
      plot.style.top = `${(100 * top) / height}%`;
      plot.style.height = `${(100 * (bottom - top)) / height}%`;
      const facts = { role: "slider", tabindex: 0, "aria-label": svg.querySelector("title").textContent,
        "aria-valuemin": 0, "aria-valuemax": count - 1, "aria-orientation": "horizontal" };
      for (const [name, value] of Object.entries(facts)) plot.setAttribute(name, value);
      this.rule = made("span", "chart-reader-rule", plot);
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
      const box = this.plot.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width;
      const away = this.places.map((place) => Math.abs(place - x));
      this.show(away.indexOf(Math.min(...away)));
    }

    key(event) {
      const last = this.rows.length - 1;
      const to = { ArrowLeft: this.at - 1, ArrowDown: this.at - 1, ArrowRight: this.at + 1, ArrowUp: this.at + 1, Home: 0, End: last }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") this.hide();
      if (to === undefined) return;
      event.preventDefault();
      this.show(Math.max(0, Math.min(last, to)));
    }

    tell() {
      const { period, values } = this.rows[this.at];
      this.plot.setAttribute("aria-valuenow", this.at);
      this.plot.setAttribute("aria-valuetext", `${period}: ${values.map((pair) => pair.join(" ")).join(", ")}`);
    }

    show(at) {
      this.at = at;
      this.tell();
      const { period, values } = this.rows[at];
      this.tip.replaceChildren();
      made("b", "", this.tip).textContent = period;
      for (const [name, value] of values) {
        const line = made("span", "chart-reader-line", this.tip);
        made("span", "", line).textContent = name;
        made("b", "", line).textContent = value;
      }
      const x = this.places[at];
      this.rule.style.left = `${100 * x}%`;
      this.tip.style.left = x > 0.5 ? "auto" : `calc(${100 * x}% + 0.5rem)`;
      this.tip.style.right = x > 0.5 ? `calc(${100 * (1 - x)}% + 0.5rem)` : "auto";
      this.rule.hidden = this.tip.hidden = false;
    }

    hide() {
      this.rule.hidden = this.tip.hidden = true;
    }
  }

  for (const svg of document.querySelectorAll("svg[data-read]")) {
    const table = svg.closest("figure")?.querySelector(".chart-data table");
    const numbers = svg.dataset.read.split(" ").map(Number);
    const rows = table && rowsOf(table, numbers[4], numbers[5]);
    if (rows) new Reader(svg, rows, numbers);
  }
})();
