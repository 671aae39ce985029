// The comparison: the address names the regions (?regions=es13,itc1); each one's figures are a small file.
(() => {
  "use strict";
  const form = document.getElementById("compare-form");
  const table = document.getElementById("comparison");
  if (!form || !table || !/^https?:$/.test(location.protocol)) return;
  const selects = [...form.querySelectorAll("select")];
  const status = document.getElementById("compare-status");
  const known = new Map();
  const svg = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const load = (slug) => {
    if (!known.has(slug)) {
      known.set(slug, fetch(form.dataset.shards.replace(/x\.json$/, `${slug}.json`)).then((answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.json();
      }));
    }
    return known.get(slug);
  };

  const sparkOf = (cell) => {
    const mark = svg("svg", { class: "spark", viewBox: "0 0 120 30", preserveAspectRatio: "none", "aria-hidden": "true" });
    for (const line of cell.spark.lines) mark.append(svg("path", { class: "spark-line", d: line }));
    mark.append(svg("path", { class: "spark-dot", d: `M${cell.spark.x} ${cell.spark.y}h.01` }));
    return mark;
  };

  const cellOf = (cell, number, count) => {
    const place = make("td", `num compare-${number}`);
    place.append(make("b", cell.text ? "" : "no-value", cell.text || "–"));
    if (cell.flag) place.append(make("span", "flag", cell.flag));
    if (cell.rank) place.append(make("span", "unit", form.dataset.rank.replace("%r", cell.rank).replace("%c", count)));
    if (cell.spark) place.append(sparkOf(cell));
    return place;
  };

  const headOf = (region, number) => {
    const place = make("th", `num compare-${number}`);
    place.scope = "col";
    const key = svg("svg", { class: "compare-key", viewBox: "0 0 12 12", "aria-hidden": "true" });
    key.append(svg("circle", { cx: 6, cy: 6, r: 6 }));
    const link = make("a", "", region.name);
    link.href = form.dataset.root.replace(/x$/, "") + region.route.slice(1);
    place.append(key, link, " ", make("span", "unit", region.group));
    return place;
  };

  const show = (regions) => {
    const head = table.tHead.rows[0];
    while (head.cells.length > 2) head.deleteCell(1);
    regions.forEach((region, index) => head.insertBefore(headOf(region, index + 1), head.lastElementChild));
    for (const cell of table.querySelectorAll(".theme-row th")) cell.colSpan = regions.length + 2;
    for (const row of table.querySelectorAll("tr[data-row]")) {
      const at = Number(row.dataset.row);
      while (row.cells.length > 2) row.deleteCell(1);
      const marks = row.querySelector(".strip-marks");
      if (marks) marks.replaceChildren();
      regions.forEach((region, index) => {
        const cell = region.cells[at] || {};
        row.insertBefore(cellOf(cell, index + 1, row.dataset.count), row.lastElementChild);
        if (marks && cell.x !== undefined) {
          const d = `M${cell.x} 18h.01`;
          marks.append(svg("path", { class: "strip-ground", d }), svg("path", { class: `compare-mark compare-${index + 1}`, d }));
        }
      });
    }
  };

  const chosen = () => [...new Set(selects.map((select) => select.value).filter(Boolean))];
  const update = async (keep) => {
    const slugs = chosen();
    try {
      show(await Promise.all(slugs.map(load)));
      status.textContent = "";
      if (keep) history.replaceState(null, "", `?regions=${slugs.join(",")}`);
    } catch (error) {
      for (const slug of slugs) known.delete(slug);
      status.textContent = form.dataset.failed;
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => update(true));
  const asked = (new URLSearchParams(location.search).get("regions") || "").toLowerCase().split(",")
    .filter((slug) => slug && selects[0].querySelector(`option[value="${CSS.escape(slug)}"]`));
  if (!asked.length) return;
  if (asked.length === 1) asked.push(...selects.map((select) => select.value).filter((slug) => slug && slug !== asked[0]));
  selects.forEach((select, index) => { select.value = asked[index] || ""; });
  update(false);
})();
